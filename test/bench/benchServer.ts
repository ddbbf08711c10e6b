/**
 * A server of its own process that answers every prompt with recorded words, so that it is not the bottleneck.
 *
 * Plain sockets and a minimal reading of HTTP: node:http alone would take a core at 20,000 requests a second.
 */
import { createServer, type Socket } from "node:net"

const latency = Number(process.argv[2] ?? 0)

const reply = (body: string, headers = "") =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`
const info = reply(JSON.stringify({ model_id: "simulated/bench", model_sha: null, version: "bench" }))
const text = "Sure! The sentiment of the paragraph is **positive**."
const details = { finish_reason: "eos_token", generated_tokens: 12, seed: 0, prefill: [], tokens: [] }
const answer = reply(
  JSON.stringify({ generated_text: text, details }),
  "x-compute-type: gpu+optimized\r\nx-inference-time: 50\r\nx-prompt-tokens: 300\r\nx-generated-tokens: 12\r\n"
)

/** Complete requests at the start of what was received, and what is left. */
const serve = (socket: Socket) => {
  let received = ""
  socket.setNoDelay(true)
  socket.on("error", () => socket.destroy())
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    received += chunk
    while (true) {
      const end = received.indexOf("\r\n\r\n")
      if (end < 0) return
      const head = received.slice(0, end)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (received.length < end + 4 + length) return
      received = received.slice(end + 4 + length)
      if (head.startsWith("GET")) socket.write(info)
      else if (latency === 0) socket.write(answer)
      else setTimeout(() => socket.write(answer), latency)
    }
  })
}

const server = createServer(serve)
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
  const address = server.address()
  process.stdout.write(`${typeof address === "object" && address !== null ? address.port : ""}\n`)
})

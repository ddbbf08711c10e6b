/**
 * `introspect simulate` behind a counter: every generation that is asked for leaves a line in a file, whatever becomes of
 * the server; so a test knows how many were asked twice. It dies with the simulated server.
 *
 * Usage: node countingServer.mjs PORT COUNTS-FILE PROFILE LATENCY ENTRY
 */
import { spawn } from "node:child_process"
import { appendFileSync } from "node:fs"
import { createServer, request } from "node:http"

const [port, counts, profile, latency, entry] = process.argv.slice(2)

const child = spawn(process.execPath, [
  entry,
  "simulate",
  "--port",
  "0",
  "--profile",
  profile,
  "--latency",
  latency
], {
  stdio: ["ignore", "pipe", "inherit"]
})
child.on("exit", (code, signal) => process.exit(signal === null ? code : 1))
process.on("SIGTERM", () => child.kill("SIGTERM"))

const forwardTo = (target) =>
  createServer((incoming, outgoing) => {
    if (incoming.method === "POST") appendFileSync(counts, `${child.pid} ${process.ppid}\n`)
    const { headers, method, url } = incoming
    const forwarded = request({ host: "127.0.0.1", port: target, headers, method, path: url }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.on("error", () => outgoing.destroy())
    outgoing.on("close", () => forwarded.destroy())
    incoming.pipe(forwarded)
  })

child.stdout.setEncoding("utf8").on("data", (text) => {
  const target = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]
  if (target !== undefined) forwardTo(Number(target)).listen(Number(port), "127.0.0.1")
})

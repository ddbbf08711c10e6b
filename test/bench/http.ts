/**
 * The whole pipeline against a bare loop: `npm run bench -- http`.
 *
 * The pipeline: runner, cache and results on disk, middleware, client, readers. The bare loop sends the very bodies
 * that the pipeline sent. The server is a process of its own. `npm run bench -- http memory` leaves the disk out.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { show, showLoad } from "./measure.ts"
import { inTurn } from "./ways.ts"

const size = 20_000
const rounds = { warmUps: 1, rounds: 3 }
const [, , kept = "disk"] = process.argv

const withServer = async (latency: number, use: (url: string) => Promise<void>) => {
  const entry = fileURLToPath(new URL("benchServer.mjs", import.meta.url))
  const server = spawn(process.execPath, [entry, String(latency)], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  try {
    const [port] = await once(server.stdout, "data")
    await use(`http://127.0.0.1:${String(port).trim()}`)
  } finally {
    server.kill()
  }
}

/** Prints the comparison for a latency and a number of workers. */
const compare = (latency: number, workers: number) =>
  withServer(latency, async (url) => {
    const { bare, whole } = await inTurn("httpProcess", [url, workers, size, kept], rounds)
    console.log(
      `${latency} ms, ${workers} workers, ${size} generations, the best of ${rounds.rounds} rounds after ${rounds.warmUps}`
    )
    show("bare loop", "generations", bare)
    show("pipeline", "generations", whole)
    console.log(`  ratio ${(whole.perSecond / bare.perSecond).toFixed(2)}`)
  })

await showLoad()
await compare(0, 50)
await compare(50, 400)

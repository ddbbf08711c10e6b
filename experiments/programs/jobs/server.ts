/**
 * The server of a job: its files on the node, its port, and its process kept running.
 */
import { Duration, Effect, Either } from "effect"
import { join } from "node:path"
import { slugOf } from "../../../layers/exchange/inbox.ts"
import { freePort, isHealthy } from "../../../layers/servers/health.ts"
import { keepServer } from "../../../layers/servers/keep.ts"
import { startProcess } from "../../../layers/servers/process.ts"
import { copyToNode } from "../../../layers/servers/weights.ts"
import type { JobArray, JobState } from "../../../src/jobs/Job.ts"
import { expandVariables, fillIn } from "../../../src/jobs/placeholders.ts"
import type { NodeValues } from "../../../src/jobs/serverCommand.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { logFolder } from "./folders.ts"

interface Place {
  readonly id: string
  /** The job's folder on the node. */
  readonly folder: string
  readonly tell: (change: Partial<JobState>) => Effect.Effect<void>
}

/** How long a server may take to stop. */
const patience = "20 seconds"

const isPath = (text: string) => text.startsWith("/")

/** A path as it is, or that of its copy on the node. */
const near = (path: string, copy: boolean, folder: string) =>
  copy && isPath(path) ? copyToNode(path, folder) : Effect.succeed(path)

const filled = ({ server }: JobArray, values: NodeValues) =>
  Effect.mapError(
    Either.all(server.command.map((word) =>
      Either.flatMap(fillIn(word, values), (text) => expandVariables(text, process.env))
    )),
    (problem) =>
      new UsageError({ message: `the server's command: ${problem}` })
  )

/** Starts the server of a job, without waiting for it; alone it listens to other machines, too. */
export const startServer = Effect.fnUntraced(function*(array: JobArray, { folder, id, tell }: Place) {
  const { model, persistentDir, server } = array
  const port = yield* freePort
  const host = array.grid === null ? "0.0.0.0" : "127.0.0.1"
  const [program = "", ...args] = yield* filled(array, {
    port,
    host,
    master_port: yield* freePort,
    weights: yield* near(server.weights, server.copy, folder),
    image: server.image === "" ? "" : yield* near(server.image, server.copy, folder)
  })
  const log = join(logFolder(persistentDir), `introspect-${slugOf(model.name)}.${id}.server.log`)
  yield* Effect.logInfo(`the server: ${[program, ...args].join(" ")}; its log: ${log}`)
  const url = `http://127.0.0.1:${port}`
  const kept = yield* keepServer({
    start: startProcess({ command: [program, ...args], environment: server.environment, log, patience }),
    isHealthy: isHealthy(`${url}${server.health}`),
    startup: Duration.millis(server.startup),
    silence: Duration.millis(server.silence),
    restarts: server.restarts,
    onRestart: ({ message }, serverRestarts) =>
      Effect.zipRight(
        Effect.logWarning(`${message}; started again (${serverRestarts} of ${server.restarts})`),
        tell({ serverRestarts })
      )
  })
  yield* Effect.forkScoped(Effect.zipRight(kept.ready, tell({ phase: "running", port })))
  return { server: kept, url }
})

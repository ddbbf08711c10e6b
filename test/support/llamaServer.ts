/**
 * A real llama.cpp server with a tiny model of random weights, for tests that are run where one is installed.
 */
import { Effect } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { send } from "./http.ts"
import { tinyModelPath } from "./llamaCpp.ts"
import { freePort } from "./scriptedServer.ts"

/** The program that `INTROSPECT_LLAMA_SERVER` names. */
export const llamaServerProgram = process.env["INTROSPECT_LLAMA_SERVER"]

/** The model of the tests, or the one that `INTROSPECT_LLAMA_MODEL` names. */
export const tinyModel = process.env["INTROSPECT_LLAMA_MODEL"] ?? tinyModelPath

/** The tests' prompts are longer than the context by which the tiny model says that it was trained. */
export const longContext = ["-c", "16384", "--override-kv", "llama.context_length=int:8192"] as const

export interface LlamaServer {
  readonly url: string
  readonly port: number
  readonly process: ChildProcess
  /** Waits until it has loaded its model. */
  readonly ready: Effect.Effect<void>
  /** Kills it at once, and waits for its end. */
  readonly kill: Effect.Effect<void>
}

export interface LlamaServerOptions {
  /** The model's file; default `tinyModel`. */
  readonly model?: string
  /** The name by which it serves its model; default `tiny`. */
  readonly alias?: string
  /** Default one that is free. */
  readonly port?: number
  /** Further arguments; default two slots of 512 tokens each. */
  readonly args?: readonly string[]
}

/** The arguments that start it. */
export const llamaServerArguments = (
  { alias = "tiny", args = ["-c", "1024"], model = tinyModel, port }: LlamaServerOptions & {
    readonly port: number | string
  }
): readonly string[] => [
  ...["-m", model, "-a", alias, "--host", "127.0.0.1", "--port", String(port)],
  ...["-np", "2", "-t", "1", "--offline", "--metrics", ...args]
]

const untilReady = (url: string): Effect.Effect<void> =>
  Effect.flatMap(
    Effect.catchAllCause(send("GET", `${url}/health`), () => Effect.succeed({ status: 0 })),
    ({ status }) => status === 200 ? Effect.void : Effect.delay(untilReady(url), "100 millis")
  )

const end = (child: ChildProcess): Effect.Effect<void> =>
  Effect.promise(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
  })

/** Starts one, which ends with the scope. */
export const startLlamaServer = (options: LlamaServerOptions = {}) =>
  Effect.gen(function*() {
    const port = options.port ?? (yield* freePort)
    const url = `http://127.0.0.1:${port}`
    const child = yield* Effect.acquireRelease(
      Effect.sync(() =>
        spawn(llamaServerProgram ?? "", llamaServerArguments({ ...options, port }), { stdio: "ignore" })
      ),
      end
    )
    const server: LlamaServer = {
      url,
      port,
      process: child,
      ready: Effect.timeoutFail(untilReady(url), {
        duration: "1 minute",
        onTimeout: () => new Error(`${url} is not ready`)
      }).pipe(Effect.orDie),
      kill: end(child)
    }
    return server
  })

/** Starts one, and waits until it is ready. */
export const llamaServer = (options: LlamaServerOptions = {}) =>
  Effect.tap(startLlamaServer(options), ({ ready }) => ready)

/** Says loudly that tests are left out. */
export const tellWithoutLlamaServer = (what: string): void => {
  if (llamaServerProgram !== undefined) return
  process.stderr.write(`LEFT OUT: ${what}: INTROSPECT_LLAMA_SERVER names no llama-server\n`)
}

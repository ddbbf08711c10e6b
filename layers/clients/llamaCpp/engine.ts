/**
 * A model in memory, with a context of several sequences.
 */
import { Effect, type Scope } from "effect"
import { stat } from "node:fs/promises"
import { availableParallelism } from "node:os"
import { basename, extname, resolve } from "node:path"
import { setImmediate } from "node:timers/promises"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import { type ServerInfo, tokenLimits } from "../../../src/domain/Generation.ts"
import type { Context, Llama, Model, NodeLlamaCpp } from "./api.ts"
import { loadPackage, reasonOf, startError } from "./load.ts"

/** A model file, and how much of the machine it may take. */
export interface LlamaCppOptions {
  /** The GGUF file. */
  readonly modelPath: string
  /** Tokens of a prompt and its answer; default what the model was trained on and memory allows, at most 8192. */
  readonly contextSize?: number | undefined
  /**
   * Answers generated at once, each with a context of its own in memory; default 1.
   *
   * Beside others an answer is computed in sums of another order: of 24 answers of a small model, 17 to 24 were those
   * that it gives alone. One at a time, the same request always has the same answer.
   */
  readonly sequences?: number | undefined
  /** Threads that compute; default one for each core that this process may use. */
  readonly threads?: number | undefined
}

export interface Engine {
  readonly library: NodeLlamaCpp
  readonly llama: Llama
  readonly model: Model
  readonly context: Context
  readonly sequences: number
  readonly server: ServerInfo
}

/** Newer models are trained on contexts that fill any memory. */
const largestDefaultContext = 8192

/** How many; enough where it was tried, and only the detail of a message is lost if not. */
const logTurns = 20

const modelError = (message: string) => generateError({ _tag: "WrongServer", message })

/** Checked before llama.cpp is asked, which has no clear message for a path that is no file. */
const checkFile = (path: string): Effect.Effect<void, GenerateError> =>
  Effect.tryPromise({ try: () => stat(path), catch: () => modelError(`no model file at ${path}`) }).pipe(
    Effect.filterOrFail(
      (found) => found.isFile(),
      () => modelError(`${path} is not a file; the LlamaCpp client needs a GGUF file`)
    )
  )

const disposed = (resource: { dispose(): Promise<void> }) =>
  Effect.addFinalizer(() => Effect.promise(() => resource.dispose()))

/** Loads the model; everything is freed with the scope. */
export const makeEngine: (options: LlamaCppOptions) => Effect.Effect<Engine, GenerateError, Scope.Scope> =
  Effect.fnUntraced(function*({ contextSize, modelPath, sequences = 1, threads }) {
    const library = yield* loadPackage
    const path = resolve(modelPath)
    yield* checkFile(path)

    /** What llama.cpp says of a failure goes to its log, a few turns of the event loop later than the failure itself. */
    const complaints: string[] = []
    const attempt = <A>(run: (signal: AbortSignal) => Promise<A>, what: string) =>
      Effect.tryPromise({ try: run, catch: reasonOf }).pipe(
        Effect.tapError(() => Effect.repeatN(Effect.promise(() => setImmediate()), logTurns)),
        Effect.mapError((reason) => modelError(`${what}: ${[reason, ...complaints.splice(0)].join("; ")}`))
      )
    const start = () =>
      library.getLlama({
        build: "never",
        skipDownload: true,
        progressLogs: false,
        logLevel: "error",
        logger: (_, message) => {
          complaints.push(message.trim())
          if (complaints.length > 5) complaints.shift()
        }
      })

    const llama = yield* Effect.tryPromise({ try: start, catch: startError }).pipe(Effect.tap(disposed))
    const model = yield* attempt(
      (loadSignal) => llama.loadModel({ modelPath: path, loadSignal }),
      `cannot load the model file ${path} (is it a whole GGUF file, of a kind that this llama.cpp knows?)`
    ).pipe(Effect.tap(disposed))
    const context = yield* attempt(
      (createSignal) =>
        model.createContext({
          contextSize: contextSize ?? { max: largestDefaultContext },
          sequences,
          // The engine took 4 threads on 2 busy cores, where they mostly waited for each other: 260 ms a token, not 1.
          threads: threads ?? Math.min(availableParallelism(), llama.cpuMathCores),
          createSignal
        }),
      `cannot make a context of ${contextSize ?? "the default number of"} tokens in ${sequences} sequences`
    ).pipe(Effect.tap(disposed))

    const version = yield* Effect.promise(() => library.getModuleVersion())
    const server: ServerInfo = {
      model: basename(path, extname(path)),
      sha: null,
      version: `node-llama-cpp ${version} (llama.cpp ${llama.llamaCppRelease.release})`,
      maxConcurrentRequests: sequences,
      ...tokenLimits({ total: context.contextSize })
    }
    return { library, llama, model, context, sequences, server }
  })

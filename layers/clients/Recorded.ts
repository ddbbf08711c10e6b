/**
 * Real exchanges in a file: recorded once from any client, and answered from there by tests that need no server.
 *
 * The file is JSON Lines, to be kept in version control: each line has the canonical request, and the generation or
 * the reason why that request can have none. Nothing of the transport is in it, neither URL nor key.
 */
import { Effect, Either, Layer, Schema } from "effect"
import { appendFile, readFile } from "node:fs/promises"
import type { Digest } from "../../src/domain/Digest.ts"
import { type GenerateError, generateError, GenerateErrorReason } from "../../src/domain/GenerateError.ts"
import { canonicalRequest, type GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import { Generation, ServerInfo } from "../../src/domain/Generation.ts"
import { parseRequest } from "../../src/domain/parseRequest.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"

/** A file of exchanges that cannot be read or written: which one, the line, and what is wrong. */
export class RecordingError
  extends Schema.TaggedError<RecordingError>()("RecordingError", { message: Schema.String })
{}

/** Where the exchanges are. */
export interface RecordingOptions {
  /** The path of the file. */
  readonly file: string
}

const Line = Schema.parseJson(Schema.Union(
  Schema.Struct({ server: Schema.NullOr(ServerInfo) }),
  Schema.Struct({ request: Schema.String, generation: Generation }),
  Schema.Struct({ request: Schema.String, failure: GenerateErrorReason })
))
type Line = typeof Line.Type

const decodeLine = Schema.decodeEither(Line)
const encodeLine = Schema.encodeSync(Line)

type Outcome = Either.Either<Generation, GenerateError>

interface Exchanges {
  server: ServerInfo | null
  readonly outcomes: Map<Digest, Outcome>
}

const add = (exchanges: Exchanges, line: Line): Either.Either<void, { readonly message: string }> => {
  if ("server" in line) {
    exchanges.server = line.server
    return Either.void
  }
  return Either.map(parseRequest(line.request), ({ digest }) => {
    exchanges.outcomes.set(
      digest,
      "generation" in line ? Either.right(line.generation) : Either.left(generateError(line.failure))
    )
  })
}

const parse = Effect.fnUntraced(function*(file: string, text: string) {
  const exchanges: Exchanges = { server: null, outcomes: new Map() }
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue
    yield* Effect.mapError(
      Either.flatMap(decodeLine(line), (decoded) => add(exchanges, decoded)),
      ({ message }) =>
        new RecordingError({ message: `${file}, line ${i + 1}: this is no exchange: ${message}` })
    )
  }
  return exchanges
})

const cannot = (file: string, what: string) => (cause: unknown) =>
  new RecordingError({
    message: `${file} cannot be ${what}: ${cause instanceof Error ? cause.message : String(cause)}`
  })

const read = (file: string): Effect.Effect<string, RecordingError> =>
  Effect.tryPromise({ try: () => readFile(file, "utf8"), catch: cannot(file, "read") })

const readIfThere = (file: string): Effect.Effect<string, RecordingError> =>
  Effect.tryPromise({
    try: () =>
      readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return ""
        throw error
      }),
    catch: cannot(file, "read")
  })

/**
 * Answers from the file, as the recorded server did, its refusals included.
 *
 * A request that was not recorded is a defect whose message shows its prompt: the test asks something new, and the
 * file has to be recorded again.
 */
export const layer = ({ file }: RecordingOptions): Layer.Layer<Inference, RecordingError> =>
  Layer.effect(
    Inference,
    Effect.gen(function*() {
      const { outcomes, server } = yield* parse(file, yield* read(file))
      return Inference.of({
        info: Effect.succeed(server),
        generate: ({ digest, prompt }) =>
          Effect.suspend(() =>
            outcomes.get(digest) ?? Effect.dieMessage(`not recorded in ${file}: ${showPrompt(prompt)}`)
          )
      })
    })
  )

/** Failures that the same request would have again; all others say nothing about the model. */
const lasts = (error: GenerateError): boolean => error.class === "request"

/**
 * Passes requests on to the client below, and adds to the file what was not in it; an exchange that is there is
 * answered from there. A file that does not exist is begun.
 *
 * @example
 * Recorded.record({ file: "exchanges.jsonl" }).pipe(Layer.provide(Tgi.layer({ endpoint })))
 */
export const record = ({ file }: RecordingOptions): Layer.Layer<Inference, RecordingError, Inference> =>
  Layer.effect(
    Inference,
    Effect.gen(function*() {
      const below = yield* Inference
      const { outcomes, server } = yield* parse(file, yield* readIfThere(file))
      const writing = yield* Effect.makeSemaphore(1)
      let known = server

      const write = (line: Line) =>
        Effect.tryPromise({
          try: () => appendFile(file, `${encodeLine(line)}\n`),
          catch: cannot(file, "written")
        }).pipe(Effect.orDie, writing.withPermits(1))

      const keep = (request: GenerateRequest, outcome: Outcome): Effect.Effect<void> => {
        outcomes.set(request.digest, outcome)
        const text = canonicalRequest(request)
        return write(
          Either.isRight(outcome)
            ? { request: text, generation: outcome.right }
            : { request: text, failure: outcome.left.reason }
        )
      }

      const info = Effect.tap(below.info, (told) => {
        if (known !== null || told === null) return Effect.void
        known = told
        return write({ server: told })
      })

      const ask = (request: GenerateRequest) =>
        below.generate(request).pipe(
          Effect.tap((generation) => keep(request, Either.right(generation))),
          Effect.tapError((error) => lasts(error) ? keep(request, Either.left(error)) : Effect.void)
        )

      return Inference.of({
        info,
        generate: (request) => Effect.suspend(() => outcomes.get(request.digest) ?? ask(request))
      })
    })
  )

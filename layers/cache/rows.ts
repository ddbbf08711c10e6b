/**
 * From a row of a database to what it stands for: the same columns in every one.
 */
import { Either, Schema } from "effect"
import { Digest } from "../../src/domain/Digest.ts"
import { FailedGeneration } from "../../src/domain/FailedGeneration.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import { FinishReason, type Generation, ServerInfo } from "../../src/domain/Generation.ts"
import { parseRequest } from "../../src/domain/parseRequest.ts"
import { StorageError } from "../../src/storage/StorageError.ts"

/** The columns of an answer; the database itself sees to their types. */
export interface GenerationRow {
  readonly answer: string
  readonly reasoning: string | null
  readonly finish_reason: string
  readonly prompt_tokens: number | null
  readonly completion_tokens: number | null
  readonly duration_ms: number
  readonly duration_by: string
  readonly server: string | null
  readonly attempts: number
}

export const generationColumns =
  "answer, reasoning, finish_reason, prompt_tokens, completion_tokens, duration_ms, duration_by, server, attempts"

/** The same columns as a list, which SQLite gives a microsecond sooner than an object. */
export type GenerationList = readonly [
  answer: string,
  reasoning: string | null,
  finishReason: string,
  promptTokens: number | null,
  completionTokens: number | null,
  durationMillis: number,
  durationBy: string,
  server: string | null,
  attempts: number
]

/** The row of a list of `generationColumns`. */
export const rowOf = (list: GenerationList): GenerationRow => ({
  answer: list[0],
  reasoning: list[1],
  finish_reason: list[2],
  prompt_tokens: list[3],
  completion_tokens: list[4],
  duration_ms: list[5],
  duration_by: list[6],
  server: list[7],
  attempts: list[8]
})

/** The canonical text of a request, and its digest in hex: the key by which it is stored. */
export interface RequestRow {
  readonly digest: string
  readonly request: string
}

/** The columns of a failure, both JSON. */
export interface FailureRow {
  readonly reason: string
  readonly limits: string
}

const isFinishReason = Schema.is(FinishReason)
const isDurationBy = Schema.is(Schema.Literal("server", "client"))
const decodeServer = Schema.decodeUnknownEither(Schema.parseJson(ServerInfo))
const decodeFailure = Schema.decodeUnknownEither(
  Schema.Struct({
    reason: Schema.parseJson(FailedGeneration.fields.reason),
    limits: Schema.parseJson(FailedGeneration.fields.limits)
  })
)

export interface RowReader {
  /** An answer; throws `Corrupt`. */
  readonly generation: (row: GenerationRow) => Generation
  /** A request; throws `Corrupt`. */
  readonly request: (row: RequestRow) => GenerateRequest
  /** A failure; throws `Corrupt`. */
  readonly failure: (row: FailureRow) => FailedGeneration
}

/** Readers of rows that stand at `location`. */
export const rowReader = (location: string): RowReader => {
  const corrupt = (problem: string) =>
    new StorageError({ reason: "Corrupt", location, message: `${location}: a stored answer has ${problem}` })

  /** A cache has thousands of answers of each server: its description is decoded once. */
  const servers = new Map<string, ServerInfo>()
  const serverOf = (text: string): ServerInfo => {
    const known = servers.get(text)
    if (known !== undefined) return known
    const server = Either.getOrThrowWith(
      decodeServer(text),
      ({ message }) => corrupt(`an unreadable server: ${message}`)
    )
    servers.set(text, server)
    return server
  }

  return {
    generation: (row) => {
      if (!isFinishReason(row.finish_reason)) throw corrupt(`the unknown finish reason ${row.finish_reason}`)
      if (!isDurationBy(row.duration_by)) throw corrupt(`a duration by ${row.duration_by}`)
      const generation: Generation = {
        text: row.answer,
        reasoning: row.reasoning,
        finishReason: row.finish_reason,
        promptTokens: row.prompt_tokens,
        completionTokens: row.completion_tokens,
        durationMillis: row.duration_ms,
        durationBy: row.duration_by,
        server: row.server === null ? null : serverOf(row.server)
      }
      return row.attempts === 1 ? generation : { ...generation, attempts: row.attempts }
    },
    request: ({ digest, request }) =>
      Either.getOrThrowWith(
        parseRequest(request, Digest(digest)),
        ({ message }) => corrupt(`an unreadable request: ${message}`)
      ),
    failure: (row) =>
      Either.getOrThrowWith(
        decodeFailure(row),
        ({ message }) => corrupt(`an unreadable failure: ${message}`)
      )
  }
}

/**
 * The generation cache in one SQLite file, shared by all experiments and processes of a machine.
 */
import { Effect, Layer, Schema } from "effect"
import { type Digest, digestText } from "../../src/domain/Digest.ts"
import { canonicalRequest, parseRequest } from "../../src/domain/GenerateRequest.ts"
import { FinishReason, type Generation, ServerInfo } from "../../src/domain/Generation.ts"
import { type CacheEntry, GenerationCache } from "../../src/storage/GenerationCache.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { type Database, openDatabase } from "../sqlite/Database.ts"
import { makeGroupWriter } from "../sqlite/GroupWriter.ts"

/** The request's text has a table of its own, so that looking an answer up touches little. */
const migrations = [[
  `CREATE TABLE generation (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    answer TEXT NOT NULL,
    answer_digest BLOB NOT NULL,
    finish_reason TEXT NOT NULL,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    duration_ms REAL NOT NULL,
    duration_by TEXT NOT NULL,
    server TEXT,
    stored_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE request (
    id INTEGER PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
    request TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE alternative (
    generation INTEGER NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    answer_digest BLOB NOT NULL,
    server TEXT,
    stored_at INTEGER NOT NULL,
    UNIQUE (generation, answer_digest)
  ) STRICT`
], [
  "ALTER TABLE generation ADD COLUMN reasoning TEXT"
]]

const insertGeneration = `INSERT INTO generation (
    digest, answer, answer_digest, reasoning, finish_reason, prompt_tokens, completion_tokens, duration_ms, duration_by,
    server, stored_at
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, unixepoch()) ON CONFLICT (digest) DO NOTHING RETURNING id`
const insertRequest = "INSERT INTO request (id, request) VALUES (?, ?)"
const insertAlternative = `INSERT INTO alternative (generation, answer, answer_digest, server, stored_at)
  SELECT id, ?, ?, ?, unixepoch() FROM generation WHERE digest = ? AND answer_digest <> ?
  ON CONFLICT DO NOTHING`
const selectGeneration =
  `SELECT answer, reasoning, finish_reason, prompt_tokens, completion_tokens, duration_ms, duration_by, server
  FROM generation WHERE digest = ?`

const selectEntries =
  `SELECT request, answer, reasoning, finish_reason, prompt_tokens, completion_tokens, duration_ms,
    duration_by, server
  FROM generation JOIN request USING (id) WHERE digest IN (SELECT unhex(value) FROM json_each(?))`

const bytes = (digest: Digest) => Buffer.from(digest, "hex")

const Row = Schema.Struct({
  answer: Schema.String,
  reasoning: Schema.NullOr(Schema.String),
  finish_reason: FinishReason,
  prompt_tokens: Schema.NullOr(Schema.Number),
  completion_tokens: Schema.NullOr(Schema.Number),
  duration_ms: Schema.Number,
  duration_by: Schema.Literal("server", "client"),
  server: Schema.NullOr(Schema.parseJson(ServerInfo))
})
const decodeRow = Schema.decodeUnknown(Row)

const writeEntry = Effect.fnUntraced(function*({ run }: Database, { generation, request }: CacheEntry) {
  const answerDigest = bytes(digestText(generation.text))
  const server = generation.server === null ? null : JSON.stringify(generation.server)
  const [inserted] = yield* run(insertGeneration, [
    bytes(request.digest),
    generation.text,
    answerDigest,
    generation.reasoning,
    generation.finishReason,
    generation.promptTokens,
    generation.completionTokens,
    generation.durationMillis,
    generation.durationBy,
    server
  ])
  if (inserted !== undefined) yield* run(insertRequest, [inserted["id"], canonicalRequest(request)])
  else {
    yield* run(insertAlternative, [
      generation.text,
      answerDigest,
      server,
      bytes(request.digest),
      answerDigest
    ])
  }
})

const make = Effect.fnUntraced(function*(location: string) {
  const database = yield* openDatabase({ location, migrations })
  yield* database.run("PRAGMA foreign_keys = ON")
  /** Answers that are not on disk yet. */
  const fresh = new Map<Digest, Generation>()

  const writer = yield* makeGroupWriter((batch: readonly CacheEntry[]) =>
    Effect.zipRight(
      database.transaction(Effect.forEach(batch, (entry) => writeEntry(database, entry), { discard: true })),
      Effect.sync(() => {
        for (const { request } of batch) fresh.delete(request.digest)
      })
    )
  )

  const corrupt = ({ message }: { readonly message: string }) =>
    new StorageError({ reason: "Corrupt", location, message: `${location}: ${message}` })

  const generationOf = Effect.fnUntraced(function*(row: unknown) {
    const { answer, ...facts } = yield* Effect.mapError(decodeRow(row), corrupt)
    const generation: Generation = {
      text: answer,
      reasoning: facts.reasoning,
      finishReason: facts.finish_reason,
      promptTokens: facts.prompt_tokens,
      completionTokens: facts.completion_tokens,
      durationMillis: facts.duration_ms,
      durationBy: facts.duration_by,
      server: facts.server
    }
    return generation
  })

  const stored = (digest: Digest) =>
    Effect.flatMap(
      database.run(selectGeneration, [bytes(digest)]),
      ([row]) => row === undefined ? Effect.succeed(null) : generationOf(row)
    )

  const entries = Effect.fnUntraced(function*(digests: Iterable<Digest>) {
    yield* writer.flush
    const rows = yield* database.run(selectEntries, [JSON.stringify([...digests])])
    return new Map(
      yield* Effect.forEach(rows, (row) =>
        Effect.gen(function*() {
          const request = yield* Effect.mapError(parseRequest(String(row["request"])), corrupt)
          return [request.digest, { request, generation: yield* generationOf(row) }] as const
        }))
    )
  })

  return GenerationCache.of({
    location,
    get: (digest) =>
      Effect.suspend(() => {
        const waiting = fresh.get(digest) ?? null
        return Effect.map(stored(digest), (first) => first ?? waiting)
      }),
    entries,
    put: (request, generation) =>
      Effect.suspend(() => {
        if (!fresh.has(request.digest)) fresh.set(request.digest, generation)
        return writer.offer({ request, generation })
      }),
    flush: writer.flush,
    forget: (digests) =>
      Effect.zipRight(
        writer.flush,
        database.transaction(
          Effect.reduce(digests, 0, (sum, digest) =>
            Effect.map(
              database.run("DELETE FROM generation WHERE digest = ? RETURNING id", [bytes(digest)]),
              ({ length }) => sum + length
            ))
        )
      )
  })
})

/** The cache in the file at `location`, which is made if it does not exist. */
export const layer = (options: {
  readonly location: string
}): Layer.Layer<GenerationCache, StorageError> => Layer.scoped(GenerationCache, make(options.location))

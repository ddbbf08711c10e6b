/**
 * The generation cache in a Postgres database, shared by all experiments of several machines.
 */
import { Effect, Layer, type Redacted } from "effect"
import { Digest, digestText } from "../../src/domain/Digest.ts"
import type { FailedGeneration } from "../../src/domain/FailedGeneration.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { type CacheEntry, GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { makeGroupWriter } from "../storage/GroupWriter.ts"
import { connect, type Connection } from "./postgres/Connection.ts"
import { type FailureRow, generationColumns, type GenerationRow, rowReader } from "./rows.ts"

/** Sorted by digest: two processes that insert the same requests never wait for each other crosswise. */
const insertGenerations = `INSERT INTO introspect_generation
    (digest, request, answer_digest, ${generationColumns})
  SELECT * FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::int[],
    $8::int[], $9::float8[], $10::text[], $11::text[], $12::int[])
  ON CONFLICT DO NOTHING`
const insertAlternatives = `INSERT INTO introspect_alternative (digest, answer, answer_digest, server)
  SELECT digest, offered.answer, offered.answer_digest, offered.server
  FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::text[]) AS offered (digest, answer, answer_digest, server)
  JOIN introspect_generation AS first USING (digest)
  WHERE first.answer_digest <> offered.answer_digest
  ON CONFLICT DO NOTHING`
const insertFailure =
  `INSERT INTO introspect_failure (digest, request, reason, limits) VALUES ($1, $2, $3, $4)
  ON CONFLICT (digest) DO UPDATE
  SET reason = excluded.reason, limits = excluded.limits, stored_at = excluded.stored_at`
const selectGenerations =
  `SELECT encode(digest, 'hex') AS digest, request, ${generationColumns} FROM introspect_generation
  WHERE digest = ANY ($1::bytea[])`
const selectFailure = "SELECT reason, limits FROM introspect_failure WHERE digest = $1"

const bytes = (digest: Digest) => Buffer.from(digest, "hex")
const utf8 = (text: string | null) => text === null ? null : Buffer.from(text, "utf8")
const serverText = ({ server }: Generation) => server === null ? null : JSON.stringify(server)

/** Of the same request, the first stays first. */
const byDigest = ({ request: one }: CacheEntry, { request: other }: CacheEntry): number =>
  one.digest === other.digest ? 0 : one.digest < other.digest ? -1 : 1

/** A row as Postgres gives it: texts of answers as bytes. */
interface StoredRow extends Omit<GenerationRow, "answer" | "reasoning"> {
  readonly digest: string
  readonly request: string
  readonly answer: Buffer
  readonly reasoning: Buffer | null
}

/** The parameters of an insert, one array for each column. */
const columnsOf = (batch: readonly CacheEntry[]) => ({
  digests: batch.map(({ request }) => bytes(request.digest)),
  requests: batch.map(({ request }) => request.canonical),
  answers: batch.map(({ generation }) => utf8(generation.text)),
  answerDigests: batch.map(({ generation }) => bytes(digestText(generation.text))),
  servers: batch.map(({ generation }) => serverText(generation)),
  facts: [
    batch.map(({ generation }) => utf8(generation.reasoning)),
    batch.map(({ generation }) => generation.finishReason),
    batch.map(({ generation }) => generation.promptTokens),
    batch.map(({ generation }) => generation.completionTokens),
    batch.map(({ generation }) => generation.durationMillis),
    batch.map(({ generation }) => generation.durationBy)
  ],
  attempts: batch.map(({ generation }) => generation.attempts ?? 1)
})

const operations = ({ location, run, transaction }: Connection) => {
  const read = rowReader(location)

  const entryOf = (row: StoredRow): CacheEntry => ({
    request: read.request(row),
    generation: generationOf(row)
  })
  const generationOf = (row: StoredRow): Generation =>
    read.generation({
      ...row,
      answer: row.answer.toString("utf8"),
      reasoning: row.reasoning?.toString("utf8") ?? null
    })

  /** What the rows stand for; a row that cannot be read is an error, not a defect. */
  const reading = <Row, A>(rows: readonly unknown[], each: (row: Row) => A) =>
    Effect.try({
      try: () => rows.map((row) => each(row as Row)),
      catch: (error) => error as StorageError
    })

  const found = (digests: readonly Digest[]) => run(selectGenerations, [digests.map(bytes)])

  const get = (digest: Digest) =>
    Effect.flatMap(
      found([digest]),
      (rows) => Effect.map(reading(rows, generationOf), ([first]) => first ?? null)
    )

  const entries = (digests: Iterable<Digest>) =>
    Effect.flatMap(found([...digests]), (rows) =>
      Effect.map(
        reading(rows, entryOf),
        (all) => new Map(all.map((entry) => [entry.request.digest, entry] as const))
      ))

  /** Inserts answers, keeps those that came too late beside the first, and gives the ones that count. */
  const put = (batch: readonly CacheEntry[]) =>
    transaction((run) =>
      Effect.gen(function*() {
        const sorted = batch.toSorted(byDigest)
        const { answerDigests, answers, attempts, digests, facts, requests, servers } = columnsOf(sorted)
        yield* run(insertGenerations, [
          digests,
          requests,
          answerDigests,
          answers,
          ...facts,
          servers,
          attempts
        ])
        yield* run(insertAlternatives, [digests, answers, answerDigests, servers])
        const rows = yield* run(selectGenerations, [digests])
        const first = new Map(
          yield* reading(rows, (row: StoredRow) => [Digest(row.digest), generationOf(row)] as const)
        )
        return batch.map(({ generation, request }) => first.get(request.digest) ?? generation)
      })
    )

  const getFailure = (digest: Digest) =>
    Effect.flatMap(run(selectFailure, [bytes(digest)]), (rows) =>
      Effect.map(
        reading(rows, (row: FailureRow) => read.failure(row)),
        ([first]) => first ?? null
      ))

  const putFailure = (request: GenerateRequest, { limits, reason }: FailedGeneration) =>
    run(insertFailure, [
      bytes(request.digest),
      request.canonical,
      JSON.stringify(reason),
      JSON.stringify(limits)
    ])

  const forget = (digests: readonly Digest[]) =>
    transaction((run) =>
      Effect.gen(function*() {
        const keys = [digests.map(bytes)]
        yield* run("DELETE FROM introspect_failure WHERE digest = ANY ($1::bytea[])", keys)
        const removed = yield* run(
          "DELETE FROM introspect_generation WHERE digest = ANY ($1::bytea[]) RETURNING 1",
          keys
        )
        return removed.length
      })
    )

  return { get, entries, put, getFailure, putFailure, forget }
}

const make = Effect.fnUntraced(function*(url: Redacted.Redacted) {
  const connection = yield* connect(url)
  const { entries, forget, get, getFailure, put, putFailure } = operations(connection)
  const writer = yield* makeGroupWriter(put)
  return GenerationCache.of({
    location: connection.location,
    get,
    peek: () => null,
    entries,
    put: (request, generation) => writer.write({ request, generation }),
    getFailure,
    putFailure: (request, failure) => Effect.asVoid(putFailure(request, failure)),
    forget: (digests) => forget([...digests])
  })
})

/** The cache in the database at `url`, `postgres://user:password@host/database`; its tables are made where needed. */
export const layer = (options: {
  readonly url: Redacted.Redacted
}): Layer.Layer<GenerationCache, StorageError> => Layer.scoped(GenerationCache, make(options.url))

/**
 * The generation cache in one SQLite file, shared by all experiments and processes of a machine.
 */
import { Effect, Layer } from "effect"
import { type Digest, digestText } from "../../src/domain/Digest.ts"
import type { FailedGeneration } from "../../src/domain/FailedGeneration.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { type CacheEntry, GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import type { Database } from "../sqlite/Database.ts"
import { makeGroupWriter } from "../storage/GroupWriter.ts"
import {
  type FailureRow,
  generationColumns,
  type GenerationList,
  type GenerationRow,
  type RequestRow,
  rowOf,
  rowReader
} from "./rows.ts"
import { openCache } from "./sqlite/open.ts"

const insertGeneration = `INSERT INTO generation (digest, answer_digest, ${generationColumns}, stored_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, unixepoch()) ON CONFLICT (digest) DO NOTHING`
const insertRequest = "INSERT INTO request (id, request) VALUES (?, ?)"
const insertAlternative = `INSERT INTO alternative (generation, answer, answer_digest, server, stored_at)
  SELECT id, ?, ?, ?, unixepoch() FROM generation WHERE digest = ? AND answer_digest <> ?
  ON CONFLICT DO NOTHING`
const insertFailure = `INSERT INTO failure (digest, request, reason, limits, stored_at)
  VALUES (?, ?, ?, ?, unixepoch()) ON CONFLICT (digest)
  DO UPDATE SET reason = excluded.reason, limits = excluded.limits, stored_at = excluded.stored_at`
const selectGeneration = `SELECT ${generationColumns} FROM generation WHERE digest = unhex(?)`
const selectEntries =
  `SELECT lower(hex(digest)) AS digest, request, ${generationColumns} FROM generation JOIN request USING (id)
  WHERE digest IN (SELECT unhex(value) FROM json_each(?))`
const selectFailure = "SELECT reason, limits FROM failure WHERE digest = ?"

const bytes = (digest: Digest) => Buffer.from(digest, "hex")

/** What may be done with answers inside a transaction; all of it blocks and throws. */
const statementsOf = ({ location, prepare }: Database) => {
  const read = rowReader(location)
  const inserting = prepare(insertGeneration)
  const requesting = prepare(insertRequest)
  const selecting = prepare(selectGeneration).raw()
  const failing = prepare(selectFailure)

  const get = (digest: Digest): Generation | null => {
    const columns = selecting.get(digest)
    return columns === undefined ? null : read.generation(rowOf(columns as GenerationList))
  }

  const entries = (digests: Iterable<Digest>): ReadonlyMap<Digest, CacheEntry> => {
    const found = new Map<Digest, CacheEntry>()
    for (const row of prepare(selectEntries).iterate(JSON.stringify([...digests]))) {
      const request = read.request(row as RequestRow)
      found.set(request.digest, { request, generation: read.generation(row as GenerationRow) })
    }
    return found
  }

  const getFailure = (digest: Digest): FailedGeneration | null => {
    const row = failing.get(bytes(digest))
    return row === undefined ? null : read.failure(row as FailureRow)
  }

  /** Inserts an answer, or keeps it beside the first; gives the one that counts. */
  const put = ({ generation, request }: CacheEntry): Generation => {
    const digest = bytes(request.digest)
    const answerDigest = bytes(digestText(generation.text))
    const server = generation.server === null ? null : JSON.stringify(generation.server)
    const { changes, lastInsertRowid } = inserting.run(
      digest,
      answerDigest,
      generation.text,
      generation.reasoning,
      generation.finishReason,
      generation.promptTokens,
      generation.completionTokens,
      generation.durationMillis,
      generation.durationBy,
      server,
      generation.attempts ?? 1
    )
    if (changes === 1) {
      requesting.run(lastInsertRowid, request.canonical)
      return generation
    }
    prepare(insertAlternative).run(generation.text, answerDigest, server, digest, answerDigest)
    return get(request.digest) ?? generation
  }

  const putFailure = (request: GenerateRequest, { limits, reason }: FailedGeneration) => {
    prepare(insertFailure).run(
      bytes(request.digest),
      request.canonical,
      JSON.stringify(reason),
      JSON.stringify(limits)
    )
  }

  const forget = (digest: Digest): number => {
    prepare("DELETE FROM failure WHERE digest = ?").run(bytes(digest))
    return prepare("DELETE FROM generation WHERE digest = ?").run(bytes(digest)).changes
  }

  return { get, entries, getFailure, put, putFailure, forget }
}

const make = Effect.fnUntraced(function*(location: string) {
  const database = yield* openCache(location)
  const { perform, read: reading, transaction } = database
  const { entries, forget, get, getFailure, put, putFailure } = yield* perform(() => statementsOf(database))
  const writer = yield* makeGroupWriter((batch: readonly CacheEntry[]) => transaction(() => batch.map(put)))

  return GenerationCache.of({
    location,
    get: (digest) => reading(() => get(digest)),
    peek: (digest) =>
      database.peek(() => {
        const generation = get(digest)
        return { generation, failure: generation === null ? getFailure(digest) : null }
      }),
    entries: (digests) => perform(() => entries(digests)),
    put: (request, generation) => writer.write({ request, generation }),
    getFailure: (digest) => reading(() => getFailure(digest)),
    putFailure: (request, failure) => transaction(() => putFailure(request, failure)),
    forget: (digests) =>
      transaction(() => {
        let count = 0
        for (const digest of digests) count += forget(digest)
        return count
      })
  })
})

/** The cache in the file at `location`, which is made if it does not exist. */
export const layer = (options: {
  readonly location: string
}): Layer.Layer<GenerationCache, StorageError> => Layer.scoped(GenerationCache, make(options.location))

/**
 * Puts and gets of the cache against raw better-sqlite3: `npm run bench -- cache [ANSWERS]`.
 *
 * One after the other, and from 50 fibers at once. The raw statements do the same to the same tables, digests and
 * canonical texts included: single puts are a transaction each, grouped ones 50 to a transaction.
 */
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import { cacheMigrations } from "../../layers/cache/sqlite/schema.ts"
import { connection } from "../../layers/sqlite/driver.ts"
import { digestText } from "../../src/domain/Digest.ts"
import { paperParams } from "../../src/domain/GenerateParams.ts"
import { type GenerateRequest, makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { best, measure, type Measured, show, showLoad } from "./measure.ts"

const size = Number(process.argv[2] ?? 10_000)
const together = 50
const rounds = 3

/** Prompts of some 2 KB, as of a review with its question. */
const requests = Array.from(
  { length: size },
  (_, i) =>
    makeRequest({
      model: "meta-llama/Llama-2-7b-chat-hf",
      prompt: { _tag: "Text", text: `[INST] ${i} ${"The film was good. ".repeat(100)} [/INST]` },
      params: paperParams
    })
)
const generation: Generation = {
  text: "The sentiment of the paragraph is **positive**, for these reasons: ".repeat(8),
  reasoning: null,
  finishReason: "stop",
  promptTokens: 500,
  completionTokens: 120,
  durationMillis: 2500,
  durationBy: "server",
  server: { model: "m", sha: "0123456789abcdef", version: "tgi 3.3", maxConcurrentRequests: 128 }
}

const what = { single: "one by one", grouped: `${together} at once` }
const measured = new Map<string, Measured[]>()
const note = async (name: string, run: () => unknown) => {
  measured.set(name, [...measured.get(name) ?? [], await measure(size, run)])
}

/** The cache as the middleware uses it. */
const useCache = (location: string, concurrency: number, name: string) =>
  Effect.gen(function*() {
    const cache = yield* GenerationCache
    const all = (each: (request: GenerateRequest) => Effect.Effect<unknown, unknown>) => () =>
      Effect.runPromise(Effect.forEach(requests, each, { concurrency, discard: true }))
    yield* Effect.promise(() => note(`cache: put ${name}`, all((request) => cache.put(request, generation))))
    yield* Effect.promise(() => note(`cache: get ${name}`, all(({ digest }) => cache.get(digest))))
  }).pipe(Effect.provide(SqliteCache.layer({ location })), Effect.runPromise)

/** The same by statements alone. */
const useStatements = async (location: string, group: number, name: string) => {
  const file = connection(location, { readonly: false, timeout: 0 })
  file.prepare("PRAGMA journal_mode = WAL").get()
  file.prepare("PRAGMA synchronous = NORMAL").run()
  for (const statement of cacheMigrations.flat()) file.prepare(statement).run()
  const begin = file.prepare("BEGIN IMMEDIATE")
  const commit = file.prepare("COMMIT")
  const insert = file.prepare(
    `INSERT INTO generation (digest, answer_digest, answer, finish_reason, prompt_tokens, completion_tokens, duration_ms,
      duration_by, server, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, unixepoch()) ON CONFLICT DO NOTHING`
  )
  const insertRequest = file.prepare("INSERT INTO request (id, request) VALUES (?, ?)")
  const select = file.prepare("SELECT * FROM generation WHERE digest = ?")
  await note(`raw: put ${name}`, () => {
    for (let start = 0; start < size; start += group) {
      begin.run()
      for (const request of requests.slice(start, start + group)) {
        const { lastInsertRowid } = insert.run(
          Buffer.from(request.digest, "hex"),
          Buffer.from(digestText(generation.text), "hex"),
          generation.text,
          generation.finishReason,
          generation.promptTokens,
          generation.completionTokens,
          generation.durationMillis,
          generation.durationBy,
          JSON.stringify(generation.server)
        )
        insertRequest.run(lastInsertRowid, request.canonical)
      }
      commit.run()
    }
  })
  await note(`raw: get ${name}`, () => {
    for (const { digest } of requests) select.get(Buffer.from(digest, "hex"))
  })
  file.close()
}

const folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))
try {
  // Alternately, so that a disturbance of the machine meets both; the first round warms up.
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) measured.clear()
    await useStatements(join(folder, `raw-single-${round}.sqlite`), 1, what.single)
    await useCache(join(folder, `cache-single-${round}.sqlite`), 1, what.single)
    await useStatements(join(folder, `raw-grouped-${round}.sqlite`), together, what.grouped)
    await useCache(join(folder, `cache-grouped-${round}.sqlite`), together, what.grouped)
  }
  await showLoad()
  console.log(
    `${size} answers to prompts of ${requests[0]!.canonical.length} bytes; the best of ${rounds} rounds`
  )
  for (const [name, all] of measured) show(name, "answers", best(all))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * A stored experiment of many records: how long until it is open for going on, is listed, and is exported.
 *
 * The export to JSON Lines stands beside a bare loop that makes the same text without our services.
 *
 * `npm run bench -- results [RECORDS] [FOLDER]`; a folder that has the records already is used as it is.
 */
import { Duration, Effect, Layer, Stream } from "effect"
import assert from "node:assert/strict"
import { createHash, type Hash } from "node:crypto"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Cache from "../../layers/cache/Sqlite.ts"
import { jsonLines } from "../../layers/results/export/JsonLines.ts"
import { parquet } from "../../layers/results/export/Parquet.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import { exportColumns, exportRows } from "../../src/experiment/records/exported.ts"
import { listExperiments } from "../../src/experiment/summary/listing.ts"
import { addRecord, emptyTally } from "../../src/experiment/summary/Summary.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { Results } from "../../src/storage/Results.ts"
import { sessionsOf } from "../../src/task/sessions.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { recordWith, sessionWith, specWith } from "../support/records.ts"
import { exportLoop } from "./exportLoop.ts"

const [, , sizeText = "200000", folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))] = process.argv
const size = Number(sizeText)
const id = "bench"
const generations = join(folder, "generations.sqlite")
const spec = specWith()
const filler = "A sentence of the paragraph that makes it as long as paragraphs are. ".repeat(15)

const timed = <A, E, R>(what: string, effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.timed(effect), ([took, value]) => {
    console.log(`${what}: ${Duration.toMillis(took).toFixed(0)} ms`)
    return value
  })

const fill = Effect.gen(function*() {
  const cache = yield* GenerationCache
  const { open } = yield* Results
  const { finished, put } = yield* open(id, spec)
  const done = (yield* finished).size
  for (let idx = done; idx < size; idx++) {
    const sessions = []
    for (const session of sessionsOf("redacted")) {
      const request = requestOf(`${filler}${session} ${idx}`)
      const answer = session === "explain" ? filler : "positive"
      yield* cache.put(request, generationOf(answer))
      sessions.push(sessionWith(session, { request: request.digest, reading: answer }))
    }
    yield* put(recordWith(idx, { sessions, verdict: idx % 3 === 0 }))
  }
}).pipe(Effect.scoped)

/** Makes all pieces, and prints how large they are. */
const measureSize = <E, R>(pieces: Stream.Stream<string | Uint8Array, E, R>, hash?: Hash) => {
  let size = 0
  const take = (piece: string | Uint8Array) => {
    size += piece.length
    hash?.update(piece)
  }
  return Effect.tap(
    Stream.runForEach(pieces, (piece) => Effect.sync(() => take(piece))),
    () => Effect.sync(() => console.log(`${(size / 2 ** 20).toFixed(0)} MiB`))
  )
}

const measure = Effect.gen(function*() {
  const { inspect, open } = yield* Results
  yield* Effect.scoped(Effect.gen(function*() {
    const results = yield* timed("open for writing", open(id, spec))
    yield* timed("finished", results.finished)
    yield* timed("versions of the readers", results.readerVersions)
  }))
  yield* timed("list", listExperiments)
  const stored = yield* Effect.flatten(inspect(id))
  yield* timed(
    "fold to a summary",
    stored.fold(emptyTally(), (tally, record) => addRecord(tally, record, "faithful"))
  )
  const hash = createHash("sha256")
  yield* timed("export to JSON Lines", measureSize(jsonLines(exportRows(stored)), hash))
  const bareHash = createHash("sha256")
  yield* timed(
    "the same by a bare loop",
    Effect.sync(() =>
      exportLoop(
        { id, results: stored.location, cache: generations, sessions: sessionsOf("redacted") },
        (text) => bareHash.update(text)
      )
    )
  )
  assert.equal(bareHash.digest("hex"), hash.digest("hex"))
  yield* timed("export to Parquet", measureSize(parquet(exportColumns("redacted"), exportRows(stored))))
  console.log(`at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB of memory`)
}).pipe(Effect.scoped)

const layers = SqliteResults.layer({ folder: join(folder, "results") }).pipe(
  Layer.provideMerge(Cache.layer({ location: generations }))
)
console.log(`${size} records in ${folder}`)
await Effect.runPromise(
  Effect.zipRight(timed("fill", fill), measure).pipe(Effect.provide(layers))
)

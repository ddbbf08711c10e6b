/**
 * `introspect cache export` and `import`: one experiment handed on.
 */
import { Effect, Option } from "effect"
import { join, resolve } from "node:path"
import { readArchive } from "../../../layers/archive/read.ts"
import { referredTo, writeArchive } from "../../../layers/archive/write.ts"
import { type Tell, tellRows } from "../../../src/storage/Tell.ts"
import { showWork } from "../../display/work.ts"
import { ifNamed } from "../../errors/UsageError.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import { cacheFile, resultsFolder } from "../../setup/paths.ts"
import { inspectionLayer } from "../../setup/storage.ts"
import { idOf } from "../../setup/stored.ts"

const postgres = Effect.promise(() => import("./postgres.ts"))

/** Where the answers to an experiment's requests are in a file: the cache, or a copy from Postgres. */
const answersOf = Effect.fnUntraced(
  function*({ cache, persistentDir }: StorageFlags, id: string, tell: Tell) {
    if (Option.isNone(cache)) return cacheFile(persistentDir)
    const requests = yield* referredTo(resultsFolder(persistentDir), id)
    const { fetched } = yield* postgres
    return (yield* fetched(cache.value, requests, tellRows(tell, "rows from Postgres"))).file
  }
)

/** Writes one experiment's specification, records and generations into one file. */
export const exportExperiment = Effect.fnUntraced(function*({ experiment, out, ...flags }: StorageFlags & {
  readonly experiment: string
  readonly out: Option.Option<string>
}) {
  const id = yield* Effect.provide(idOf(experiment), inspectionLayer(flags.persistentDir))
  const file = resolve(Option.getOrElse(out, () => `${id}.introspect`))
  const tell = yield* showWork("exporting")
  const cache = yield* answersOf(flags, id, tell)
  const { failures, generations, location, observations } = yield* Effect.mapError(
    writeArchive({ results: resultsFolder(flags.persistentDir), cache, id, out: file, tell }),
    ifNamed(file)
  )
  const refused = failures === 0 ? "" : `, and ${failures} requests that were refused`
  yield* print(
    `${location}: ${observations} records and ${generations} generations of ${id}${refused}`
  )
}, Effect.scoped)

/** Where the answers go: into the file, or to Postgres by way of a temporary one. */
const destination = Effect.fnUntraced(function*({ cache, persistentDir }: StorageFlags, tell: Tell) {
  if (Option.isNone(cache)) return { cache: cacheFile(persistentDir) }
  const { delivered, scratchFolder } = yield* postgres
  return {
    cache: join(yield* scratchFolder, "generations.sqlite"),
    deliver: (answers: string) => delivered(answers, cache.value, tellRows(tell, "rows to Postgres"))
  }
})

/** Takes such a file in. */
export const importExperiment = Effect.fnUntraced(function*({ file, ...flags }: StorageFlags & {
  readonly file: string
}) {
  const named = resolve(file)
  const tell = yield* showWork("importing")
  const { failures, generations, id, known, location, merged, observations } = yield* Effect.mapError(
    readArchive({
      results: resultsFolder(flags.persistentDir),
      ...(yield* destination(flags, tell)),
      file: named,
      tell
    }),
    ifNamed(named)
  )
  const differing = merged.alternatives === 0
    ? ""
    : `; ${merged.alternatives} answers differ from the ones that were here, which stay first`
  const refused = failures === 0 ? "" : `; ${merged.failures} of ${failures} refused requests were new`
  yield* print(
    `${id}: ${
      known ? "these records were here already" : `${observations} records`
    } (${location}); ${merged.added} of `
      + `${generations} generations were new${refused}${differing}`
  )
}, Effect.scoped)

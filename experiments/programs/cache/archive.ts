/**
 * `introspect cache export` and `import`: one experiment handed on.
 */
import { Effect, Option } from "effect"
import { join, resolve } from "node:path"
import { readArchive } from "../../../layers/archive/read.ts"
import { referredTo, writeArchive } from "../../../layers/archive/write.ts"
import { showRows } from "../../display/rows.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import { cacheFile, resultsFolder } from "../../setup/paths.ts"

const postgres = Effect.promise(() => import("./postgres.ts"))

/** Where the answers to an experiment's requests are in a file: the cache, or a copy from Postgres. */
const answersOf = Effect.fnUntraced(function*({ cache, persistentDir }: StorageFlags, id: string) {
  if (Option.isNone(cache)) return cacheFile(persistentDir)
  const requests = yield* referredTo(resultsFolder(persistentDir), id)
  const { fetched } = yield* postgres
  const { add } = yield* showRows("fetching")
  return (yield* fetched(cache.value, requests, add)).file
})

/** Writes one experiment's specification, records and generations into one file. */
export const exportExperiment = Effect.fnUntraced(function*({ experiment, out, ...flags }: StorageFlags & {
  readonly experiment: string
  readonly out: Option.Option<string>
}) {
  const { failures, generations, location, observations } = yield* writeArchive({
    results: resultsFolder(flags.persistentDir),
    cache: yield* answersOf(flags, experiment),
    id: experiment,
    out: resolve(Option.getOrElse(out, () => `${experiment}.introspect`))
  })
  const refused = failures === 0 ? "" : `, and ${failures} requests that were refused`
  yield* print(
    `${location}: ${observations} records and ${generations} generations of ${experiment}${refused}`
  )
}, Effect.scoped)

/** Where the answers go: into the file, or to Postgres by way of a temporary one. */
const destination = Effect.fnUntraced(function*({ cache, persistentDir }: StorageFlags) {
  if (Option.isNone(cache)) return { cache: cacheFile(persistentDir) }
  const { delivered, scratchFolder } = yield* postgres
  const { add } = yield* showRows("copying")
  return {
    cache: join(yield* scratchFolder, "generations.sqlite"),
    deliver: (answers: string) => delivered(answers, cache.value, add)
  }
})

/** Takes such a file in. */
export const importExperiment = Effect.fnUntraced(function*({ file, ...flags }: StorageFlags & {
  readonly file: string
}) {
  const { failures, generations, id, known, location, merged, observations } = yield* readArchive({
    results: resultsFolder(flags.persistentDir),
    ...(yield* destination(flags)),
    file: resolve(file)
  })
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

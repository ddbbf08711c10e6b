/**
 * `introspect cache export` and `import`: one experiment handed on.
 */
import { Effect, Option } from "effect"
import { resolve } from "node:path"
import { readArchive } from "../../../layers/archive/read.ts"
import { writeArchive } from "../../../layers/archive/write.ts"
import { print } from "../../print.ts"
import { cacheFile, resultsFolder } from "../paths.ts"

const stores = (persistentDir: string) => ({
  results: resultsFolder(persistentDir),
  cache: cacheFile(persistentDir)
})

/** Writes one experiment's specification, records and generations into one file. */
export const exportExperiment = Effect.fnUntraced(function*({ experiment, out, persistentDir }: {
  readonly experiment: string
  readonly out: Option.Option<string>
  readonly persistentDir: string
}) {
  const { generations, location, observations } = yield* writeArchive({
    ...stores(persistentDir),
    id: experiment,
    out: resolve(Option.getOrElse(out, () => `${experiment}.introspect`))
  })
  yield* print(`${location}: ${observations} records and ${generations} generations of ${experiment}`)
})

/** Takes such a file in. */
export const importExperiment = Effect.fnUntraced(function*({ file, persistentDir }: {
  readonly file: string
  readonly persistentDir: string
}) {
  const { generations, id, known, location, merged, observations } = yield* readArchive({
    ...stores(persistentDir),
    file: resolve(file)
  })
  const differing = merged.alternatives === 0
    ? ""
    : `; ${merged.alternatives} answers differ from the ones that were here, which stay first`
  yield* print(
    `${id}: ${
      known ? "these records were here already" : `${observations} records`
    } (${location}); ${merged.added} of `
      + `${generations} generations were new${differing}`
  )
})

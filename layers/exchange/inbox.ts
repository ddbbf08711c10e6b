/**
 * The inbox of a persistent directory: files of generations that jobs have added, one for each life of each job.
 */
import { Effect } from "effect"
import { join } from "node:path"
import { namesIn } from "./Store.ts"

const suffix = ".sqlite"

/** A name as a part of a file's name. */
export const slugOf = (name: string): string => name.toLowerCase().replace(/[^\w-]+/g, "-")

/** Whose generations may be of any model. */
const anyModel = "all"

/** The name of a job's file: jobs of other models need not read it. */
export const partName = (model: string | null, by: string): string =>
  `${model === null ? anyModel : slugOf(model)}.${by}${suffix}`

/** Where files are moved while they are merged into the cache. */
export const collecting = (inbox: string): string => join(inbox, "collecting")

const isOf = (model: string) => (name: string) =>
  name.startsWith(`${slugOf(model)}.`) || name.startsWith(`${anyModel}.`)

/** The inbox's files of generations of a model, or all. */
export const partsOf = Effect.fnUntraced(function*(inbox: string, model?: string) {
  const wanted = model === undefined ? () => true : isOf(model)
  const found = yield* Effect.forEach(
    [inbox, collecting(inbox)],
    (folder) =>
      Effect.map(
        namesIn(folder),
        (names) =>
          names.filter((name) => name.endsWith(suffix) && !name.startsWith(".") && wanted(name)).map((name) =>
            join(folder, name)
          )
      )
  )
  return found.flat()
})

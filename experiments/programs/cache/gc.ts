/**
 * `introspect cache gc`: removes what no record refers to.
 */
import { Effect, Option } from "effect"
import { resolve } from "node:path"
import { collectGarbage } from "../../../layers/cache/sqlite/collect.ts"
import { showBytes } from "../../display/bytes.ts"
import { showWork } from "../../display/work.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import { cacheFile } from "../../setup/paths.ts"

/** A database is there for several machines, of which no one sees all records. */
const shared = new UsageError({
  message:
    "a cache in Postgres may serve records on other machines, which cannot be seen from here: nothing is "
    + "removed. Merge what you want to keep into another cache (introspect cache merge), or leave out --cache and "
    + "$INTROSPECT_CACHE to tidy the file under --persistent-dir"
})

/** Removes generations and refused requests to which no record under the persistent directory refers, or shows which. */
export const gc = Effect.fnUntraced(function*({ cache, dry, json, persistentDir }: StorageFlags & {
  readonly dry: boolean
  readonly json: boolean
}) {
  if (Option.isSome(cache)) return yield* shared
  const found = yield* collectGarbage({
    location: cacheFile(persistentDir),
    folder: resolve(persistentDir),
    dry,
    tell: yield* showWork("tidying")
  })
  if (json) return yield* print(JSON.stringify({ dry, ...found }))
  const refused = found.failures === 0 ? "" : ` and ${found.failures} refused requests`
  const what =
    `${found.generations} generations${refused}, ${showBytes(found.bytes)} of text, to which no record in `
    + `${found.results.length} results files refers`
  yield* print([
    `${dry ? "would remove" : "removed"} ${what}`,
    ...found.models.map(({ generations, model }) => `  ${model}: ${generations}`)
  ].join("\n"))
}, Effect.scoped)

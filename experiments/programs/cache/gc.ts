/**
 * `introspect cache gc`: removes what no record refers to.
 */
import { Effect } from "effect"
import { resolve } from "node:path"
import { collectGarbage } from "../../../layers/cache/sqlite/collect.ts"
import { showBytes } from "../../display/bytes.ts"
import { print } from "../../print.ts"
import { cacheFile } from "../paths.ts"

/** Removes generations to which no record under the persistent directory refers, or shows which. */
export const gc = Effect.fnUntraced(function*({ dry, json, persistentDir }: {
  readonly dry: boolean
  readonly json: boolean
  readonly persistentDir: string
}) {
  const found = yield* collectGarbage({
    location: cacheFile(persistentDir),
    folder: resolve(persistentDir),
    dry
  })
  if (json) return yield* print(JSON.stringify({ dry, ...found }))
  const what = `${found.generations} generations, ${showBytes(found.bytes)} of text, to which no record in `
    + `${found.results.length} results files refers`
  yield* print([
    `${dry ? "would remove" : "removed"} ${what}`,
    ...found.models.map(({ generations, model }) => `  ${model}: ${generations}`)
  ].join("\n"))
})

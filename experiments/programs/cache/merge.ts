/**
 * `introspect cache merge`: several caches into one.
 */
import { Effect } from "effect"
import { stat } from "node:fs/promises"
import { resolve } from "node:path"
import { mergeCaches } from "../../../layers/cache/sqlite/merge.ts"
import { mergedLine } from "../../display/merged.ts"
import { print } from "../../print.ts"
import { cacheFile } from "../paths.ts"

/** A persistent directory stands for the cache in it. */
const fileOf = (path: string) =>
  Effect.promise(() =>
    stat(path).then((found) => found.isDirectory() ? cacheFile(path) : resolve(path), () => resolve(path))
  )

/** Merges the caches that the arguments name, and prints what came of each. */
export const merge = Effect.fnUntraced(function*({ into, json, sources }: {
  readonly sources: readonly string[]
  readonly into: string
  readonly json: boolean
}) {
  const target = yield* fileOf(into)
  const merged = yield* mergeCaches(yield* Effect.forEach(sources, fileOf), target)
  yield* print(json ? JSON.stringify({ into: target, merged }) : merged.map(mergedLine).join("\n"))
})

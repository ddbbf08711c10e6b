/**
 * `introspect cache stats`: what the cache holds.
 */
import { Effect, Option } from "effect"
import { type CacheStats, cacheStats } from "../../../layers/cache/sqlite/stats.ts"
import { showBytes } from "../../display/bytes.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import { cacheFile } from "../../setup/paths.ts"

const lines = ({ alternatives, bytes, failures, generations, location, models }: CacheStats) => [
  `${location}: ${generations} generations, ${showBytes(bytes)}`,
  ...models.map(({ completionTokens, generations, model, promptTokens, revision, simulated }) =>
    `  ${model}${revision === null ? "" : ` at ${revision}`}${
      simulated ? " (simulated)" : ""
    }: ${generations} `
    + `generations, ${promptTokens} tokens of prompts and ${completionTokens} of answers`
  ),
  `${failures} requests were refused and have no answer; ${alternatives} later answers differ from the first`
]

const counted = ({ cache, persistentDir }: StorageFlags) =>
  Option.match(cache, {
    onNone: () => cacheStats(cacheFile(persistentDir)),
    onSome: (url) =>
      Effect.flatMap(Effect.promise(() => import("./postgres.ts")), ({ statsAt }) => statsAt(url))
  })

/** Prints the counts of the cache. */
export const stats = Effect.fnUntraced(function*(flags: StorageFlags & { readonly json: boolean }) {
  const found = yield* counted(flags)
  yield* print(flags.json ? JSON.stringify(found) : lines(found).join("\n"))
})

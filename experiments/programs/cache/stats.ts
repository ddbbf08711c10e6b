/**
 * `introspect cache stats`: what the cache holds.
 */
import { Effect } from "effect"
import { type CacheStats, cacheStats } from "../../../layers/cache/sqlite/stats.ts"
import { showBytes } from "../../display/bytes.ts"
import { print } from "../../print.ts"
import { cacheFile } from "../paths.ts"

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

/** Prints the counts of the cache under the persistent directory. */
export const stats = Effect.fnUntraced(
  function*({ json, persistentDir }: { readonly json: boolean; readonly persistentDir: string }) {
    const counted = yield* cacheStats(cacheFile(persistentDir))
    yield* print(json ? JSON.stringify(counted) : lines(counted).join("\n"))
  }
)

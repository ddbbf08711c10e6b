/**
 * `introspect jobs collect`: what jobs have brought back, merged into the cache.
 */
import { Effect } from "effect"
import { collect as collectInbox } from "../../../layers/exchange/collect.ts"
import { mergedLine } from "../../display/merged.ts"
import { print } from "../../process/print.ts"
import { storeOf } from "./folders.ts"

/** Merges the inbox, and prints what came of each file. */
export const collect = Effect.fnUntraced(
  function*({ json, persistentDir }: { readonly persistentDir: string; readonly json: boolean }) {
    const store = storeOf(persistentDir)
    const merged = yield* collectInbox(store)
    yield* print(
      json
        ? JSON.stringify({ into: store.cache, merged })
        : merged.length === 0
        ? `${store.inbox}: nothing to merge`
        : merged.map(mergedLine).join("\n")
    )
  }
)

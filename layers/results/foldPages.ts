/**
 * A fold over any number of records, a page at a time.
 */
import { Effect } from "effect"
import type { StoredExperiment } from "../../src/storage/Results.ts"

const pageSize = 1000

/** Folds in the order of `idx`, holding one page; others have their turn after each. */
export const foldPages = (page: StoredExperiment["page"]): StoredExperiment["fold"] =>
  Effect.fnUntraced(function*(initial, step) {
    let state = initial
    let last = -1
    while (true) {
      const records = yield* page(last, pageSize)
      for (const record of records) {
        state = step(state, record)
        last = record.idx
      }
      if (records.length < pageSize) return state
      yield* Effect.yieldNow()
    }
  })

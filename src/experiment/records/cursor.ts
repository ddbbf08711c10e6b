/**
 * Records one after another in the order of `idx`, reading a page at a time.
 */
import { Effect } from "effect"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { StorageError } from "../../storage/StorageError.ts"

export interface RecordCursor {
  /** The next record, which stays the next until `advance`; null after the last. */
  readonly peek: Effect.Effect<ObservationRecord | null, StorageError>
  readonly advance: () => void
}

const pageSize = 1000

/** A cursor before the first record. */
export const recordCursor = ({ page }: Pick<StoredExperiment, "page">): RecordCursor => {
  let records: readonly ObservationRecord[] = []
  let position = 0
  let last = -1
  let isEnd = false
  const turn = Effect.map(Effect.suspend(() => page(last, pageSize)), (next) => {
    records = next
    position = 0
    last = next.at(-1)?.idx ?? last
    isEnd = next.length < pageSize
    return records[position] ?? null
  })
  return {
    peek: Effect.suspend(() => {
      const record = records[position]
      return record !== undefined ? Effect.succeed(record) : isEnd ? Effect.succeed(null) : turn
    }),
    advance: () => {
      position++
    }
  }
}

/**
 * A wrong chat format must not burn days of GPU time: a run whose answers are mostly unreadable stops early.
 */
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { Standing } from "../summary/Summary.ts"

/** How many observations of an experiment tell enough. */
export const watched = 50
const shown = 3

/** Watches the first observations of a run. */
export interface Canary {
  /** Notes a record; true when the run should stop. */
  readonly note: (record: ObservationRecord, standing: Standing) => boolean
  /** Some of the records that were unreadable or failed. */
  readonly examples: () => readonly ObservationRecord[]
}

/** Sings for 50 observations, and falls silent when more than half of them were unreadable or failed. */
export const makeCanary = (): Canary => {
  let seen = 0
  let bad = 0
  const examples: ObservationRecord[] = []
  return {
    note: (record, standing) => {
      if (seen >= watched) return false
      seen++
      if (standing === "error" || standing === "mismatch") {
        bad++
        if (examples.length < shown) examples.push(record)
      }
      return seen === watched && bad > watched / 2
    },
    examples: () => examples
  }
}

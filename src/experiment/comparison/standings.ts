/**
 * What every observation of an experiment came to, in one byte each: enough to pair experiments of any size.
 */
import { Effect } from "effect"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { VerdictName } from "../../task/Task.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { standingOf } from "../summary/Summary.ts"

/** The byte of an observation is at its `idx`; 0 where there is no record. */
export type Standings = Uint8Array

/** What bytes mean; a counted observation adds whether it was correct and what the verdict was. */
export const codes = { absent: 0, error: 1, inapplicable: 2, mismatch: 3, counted: 4 } as const
const correctBit = 1
const verdictBit = 2

export const isCounted = (code: number): boolean => code >= codes.counted
export const isCorrect = (code: number): boolean => isCounted(code) && (code & correctBit) !== 0
export const hasVerdict = (code: number): boolean => isCounted(code) && (code & verdictBit) !== 0

const codeOf = (record: ObservationRecord, verdictName: VerdictName): number => {
  const standing = standingOf(record, verdictName)
  return standing === "counted"
    ? codes.counted + (record.correct === true ? correctBit : 0) + (record.verdict === true ? verdictBit : 0)
    : codes[standing]
}

const grown = (bytes: Standings, length: number): Standings => {
  const larger = new Uint8Array(Math.max(length, 2 * bytes.length))
  larger.set(bytes)
  return larger
}

/** Reads an experiment's records once, and keeps a byte of each. */
export const standingsOf = ({ fold, spec }: Pick<StoredExperiment, "fold" | "spec">) =>
  Effect.suspend(() => {
    const verdictName = verdictNameOf(spec.task)
    const none: Standings = new Uint8Array(1024)
    return fold(none, (bytes, record) => {
      const room = record.idx < bytes.length ? bytes : grown(bytes, record.idx + 1)
      room[record.idx] = codeOf(record, verdictName)
      return room
    })
  })

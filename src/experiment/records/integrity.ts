/**
 * Whether an experiment's records follow from the cache: each is made again and compared with what is stored.
 */
import { Effect } from "effect"
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import { readerVersion } from "../../readers/index.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import { type Tell, tellNobody } from "../../storage/Tell.ts"
import { type ControlAgain, replayControls } from "../controls/stored.ts"
import { type ComparedFields, type Difference, differencesOf } from "./difference.ts"
import { type Again, replay } from "./replay.ts"

/** How many records were made again, and how many came out otherwise. */
export interface IntegrityCounts {
  /** Records that were compared. */
  records: number
  /** Those of them that are not as stored. */
  differing: number
  /** Records without all of their answers: of these the sessions that were held are compared, and that a refusal is kept. */
  failed: number
  /** Records of other readers, whose readings may differ for that reason. */
  otherReaders: number
}

/** Whether stored records follow from the cache, and the first that do not. */
export interface IntegrityReport extends IntegrityCounts {
  /** The same of the controls: each is made again from the stored record of its observation. */
  readonly controls: IntegrityCounts
  /** The first differences: `one` is stored, `other` follows from the cache. */
  readonly differences: Difference[]
}

const session = [
  "request",
  "answer",
  "reading",
  "rule",
  "changed",
  "masking",
  "finishReason",
  "durationMillis",
  "reasoningLength",
  "score"
] as const
const complete = {
  session,
  record: ["split", "label", "correct", "verdict", "applicability", "error"]
} satisfies ComparedFields
const failed: ComparedFields = { session, record: ["split", "label"] }
const completeControl: ComparedFields<ControlRecord> = { session, record: [...complete.record, "size"] }

const held = ({ sessions }: ObservationRecord) => sessions.map(({ session }) => session)

/** A refusal that the cache has no more: a run would ask again. That it was answered since is no fault. */
const lostRefusal = ({ error: one, idx }: ObservationRecord, { error: other }: ObservationRecord) =>
  one?.request !== undefined && other?.reason === "NotCached" && other.session === one.session
    ? [{ idx, session: null, field: "error", one, other } satisfies Difference]
    : []

/** Sessions that only one of the records has. */
const sessionDifference = (before: ObservationRecord, after: ObservationRecord): readonly Difference[] => {
  const [one, other] = [held(before), held(after)]
  return one.join() === other.join() || before.error !== null
    ? []
    : [{ idx: before.idx, session: null, field: "sessions", one, other }]
}

const allDifferences = <R extends ObservationRecord>(
  fields: ComparedFields<R>,
  before: R,
  after: R
): readonly Difference[] => [
  ...differencesOf(before.error === null ? fields : failed, before, after),
  ...sessionDifference(before, after),
  ...lostRefusal(before, after)
]

const count = (counts: IntegrityCounts, before: ObservationRecord, isDiffering: boolean): void => {
  counts.records++
  if (before.error !== null) counts.failed++
  if (before.readers !== readerVersion) counts.otherReaders++
  if (isDiffering) counts.differing++
}

const noCounts = (): IntegrityCounts => ({ records: 0, differing: 0, failed: 0, otherReaders: 0 })

/** What makes the stored records again; an imported experiment has no controls. */
export interface Replayed<R> {
  readonly again: Again<R>
  readonly controlAgain: ControlAgain<R> | null
}

/** Compares every record and every control with what follows from the cache, and keeps the first `shown` differences. */
export const checkIntegrity = Effect.fnUntraced(function*<R>(
  stored: StoredExperiment,
  { again, controlAgain }: Replayed<R>,
  shown: number,
  tell: Tell = tellNobody
) {
  const report: IntegrityReport = { ...noCounts(), controls: noCounts(), differences: [] }
  const note = (counts: IntegrityCounts, before: ObservationRecord, found: readonly Difference[]) =>
    Effect.sync(() => {
      count(counts, before, found.length > 0)
      report.differences.push(...found.slice(0, shown - report.differences.length))
    })
  yield* replay(
    stored,
    () => true,
    again,
    (before, after) => note(report, before, allDifferences(complete, before, after)),
    tell
  )
  if (controlAgain === null) return report
  yield* replayControls(stored, controlAgain, ({ made, stored: before }) => {
    const control = `${before.control} ${before.number}`
    const found = allDifferences(completeControl, before, made)
    return note(report.controls, before, found.map((difference) => ({ ...difference, control })))
  }, tell)
  return report
})

/**
 * Whether an experiment's records follow from the cache: each is made again and compared with what is stored.
 */
import { Effect } from "effect"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import { readerVersion } from "../../readers/index.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import { type ComparedFields, type Difference, differencesOf } from "./difference.ts"
import { type Again, replay } from "./replay.ts"

export interface IntegrityReport {
  /** Records that were compared. */
  records: number
  /** Those of them that are not as stored. */
  differing: number
  /** Records without all of their answers: of these only the sessions that were held are compared. */
  failed: number
  /** Records of other readers, whose readings may differ for that reason. */
  otherReaders: number
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
  "reasoningLength"
] as const
const complete: ComparedFields = {
  session,
  record: ["split", "label", "correct", "verdict", "applicability", "error"]
}
const failed: ComparedFields = { session, record: ["split", "label"] }

const held = ({ sessions }: ObservationRecord) => sessions.map(({ session }) => session)

/** Sessions that only one of the records has. */
const sessionDifference = (before: ObservationRecord, after: ObservationRecord): readonly Difference[] => {
  const [one, other] = [held(before), held(after)]
  return one.join() === other.join() || before.error !== null
    ? []
    : [{ idx: before.idx, session: null, field: "sessions", one, other }]
}

/** Compares every record with what follows from the cache, and keeps the first `shown` differences. */
export const checkIntegrity = Effect.fnUntraced(function*<R>(
  stored: StoredExperiment,
  again: Again<R>,
  shown: number
) {
  const report: IntegrityReport = { records: 0, differing: 0, failed: 0, otherReaders: 0, differences: [] }
  const compare = (before: ObservationRecord, after: ObservationRecord) => {
    const found = [
      ...differencesOf(before.error === null ? complete : failed, before, after),
      ...sessionDifference(before, after)
    ]
    report.records++
    if (before.error !== null) report.failed++
    if (before.readers !== readerVersion) report.otherReaders++
    if (found.length > 0) report.differing++
    report.differences.push(...found.slice(0, shown - report.differences.length))
  }
  yield* replay(stored, () => true, again, (before, after) => Effect.sync(() => compare(before, after)))
  return report
})

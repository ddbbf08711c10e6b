/**
 * Reading stored answers again: one experiment never mixes the readings of different readers.
 */
import { Effect, Schema } from "effect"
import { isComplete, type ObservationRecord } from "../../domain/ObservationRecord.ts"
import { readerVersion } from "../../readers/index.ts"
import type { ExperimentResults } from "../../storage/Results.ts"
import { type Tell, tellNobody } from "../../storage/Tell.ts"
import { askedAboutAnotherText } from "../original/anotherText.ts"
import { differencesOf } from "./difference.ts"
import { type Again, replay } from "./replay.ts"

/** What reading stored answers again has changed. */
export interface RereadReport {
  /** Records that were read again. */
  records: number
  /** Those of them with another reading. */
  readings: number
  /** Those whose correctness or verdict changed. */
  judgements: number
  /** Imported records whose last question was about another text than our reading leads to: they have no verdict. */
  otherText: number
  /** Complete observations that a changed reading leads to a question which was never asked: they stay as they were. */
  readonly unanswered: number[]
}

const readings = { session: ["reading"], record: [] } as const
const judgements = { session: [], record: ["correct", "verdict"] } as const

const isUnanswered = (before: ObservationRecord, after: ObservationRecord): boolean =>
  isComplete(before) && after.error?.reason === "NotCached"

/** Reads the chosen records again and stores them. Nothing complete is replaced by what lacks an answer. */
export const rereadRecords = Effect.fnUntraced(function*<R>(
  results: ExperimentResults,
  again: Again<R>,
  isChosen: (record: ObservationRecord) => boolean,
  tell: Tell = tellNobody
) {
  const report: RereadReport = { records: 0, readings: 0, judgements: 0, otherText: 0, unanswered: [] }
  yield* replay(results, isChosen, again, (before, after) =>
    Effect.suspend(() => {
      if (isUnanswered(before, after)) {
        report.unanswered.push(before.idx)
        return Effect.void
      }
      report.records++
      if (after.sessions.some(({ rule }) => rule === askedAboutAnotherText)) report.otherText++
      if (differencesOf(readings, before, after).length > 0) report.readings++
      if (differencesOf(judgements, before, after).length > 0) report.judgements++
      return results.put(after)
    }), tell)
  return report
})

/** Some records could not be read again without a server. */
export class RereadIncomplete extends Schema.TaggedError<RereadIncomplete>()("RereadIncomplete", {
  id: Schema.String,
  unanswered: Schema.Number,
  /** Controls that were removed, since they would now ask what was never asked. */
  unaskedControls: Schema.optionalWith(Schema.Number, { default: () => 0 })
}) {
  override get message(): string {
    const parts = [
      ...(this.unanswered === 0 ? [] : [
        `in ${this.unanswered} records a changed reading leads to a question that the cache has no answer to; they are `
        + "kept as they were. Run the experiment with a server to ask it"
      ]),
      ...(this.unaskedControls === 0 ? [] : [
        `${this.unaskedControls} controls would now change the text otherwise, which was never asked about; they are `
        + "removed. Run the experiment with a server and --controls to ask them"
      ])
    ]
    return `${this.id}: ${parts.join(". ")}`
  }
}

const isStale = ({ readers }: ObservationRecord) => readers !== readerVersion

/**
 * Reads what other readers have read again, before anything new is asked, and says so.
 *
 * Where a changed reading changes what session 3 asks, that is asked; without a server the run cannot go on.
 */
export const refreshReadings = Effect.fnUntraced(function*<R>(
  results: ExperimentResults,
  again: Again<R>,
  tell: Tell
) {
  const versions = [...yield* results.readerVersions].filter(([version]) => version !== readerVersion)
  if (versions.length === 0) return
  const { id } = results
  const stale = versions.map(([version, count]) => `${count} by readers ${version}`).join(", ")
  yield* Effect.logInfo(
    `${id}: records were read ${stale}; reading them again by readers ${readerVersion} first`
  )
  const { judgements, readings, records, unanswered } = yield* rereadRecords(results, again, isStale, tell)
  yield* Effect.logInfo(
    `${id}: ${records} records were read again: ${readings} have another reading, ${judgements} another judgement`
  )
  if (unanswered.length > 0) return yield* new RereadIncomplete({ id, unanswered: unanswered.length })
})

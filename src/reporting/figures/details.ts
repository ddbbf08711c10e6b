/**
 * What a figure needs to know of an experiment beside its rates.
 */
import { Data, Effect, Option } from "effect"
import { type ControlSummary, summariseControls } from "../../experiment/controls/summary.ts"
import { addRecord, type AnswerCount, emptyTally, summaryResults } from "../../experiment/summary/Summary.ts"
import { Results, type StoredExperiment } from "../../storage/Results.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import type { Figure } from "./Figure.ts"

export interface Details {
  /** Counts by label and answers; empty where a figure does not need them. */
  readonly answers: readonly AnswerCount[]
  /** Null where there are none, or a figure does not need them. */
  readonly controls: ControlSummary | null
}

const nothing: Details = { answers: [], controls: null }

const answersOf = ({ fold, spec }: StoredExperiment) => {
  const verdictName = verdictNameOf(spec.task)
  return Effect.map(
    Effect.suspend(() => fold(emptyTally(), (tally, record) => addRecord(tally, record, verdictName))),
    (tally) => summaryResults(tally, verdictName).answer
  )
}

const detailsIn = (kind: Figure["kind"], stored: StoredExperiment) =>
  kind === "classes"
    ? Effect.map(answersOf(stored), (answers): Details => ({ ...nothing, answers }))
    : Effect.map(summariseControls(stored), (controls): Details => ({ ...nothing, controls }))

/** Reads what a kind of figure needs; an experiment that was removed meanwhile has nothing. */
const detailsOf = Effect.fnUntraced(function*(kind: Figure["kind"], id: string) {
  const { inspect } = yield* Results
  return yield* Option.match(yield* inspect(id), {
    onNone: () => Effect.succeed(nothing),
    onSome: (stored) => detailsIn(kind, stored)
  })
}, Effect.scoped)

/** A reader that reads an experiment once for each kind of figure. */
export const detailsReader = Effect.map(
  Effect.cachedFunction(({ id, kind }: { readonly kind: Figure["kind"]; readonly id: string }) =>
    detailsOf(kind, id)
  ),
  (read) => (kind: Figure["kind"], id: string) => read(Data.struct({ kind, id }))
)

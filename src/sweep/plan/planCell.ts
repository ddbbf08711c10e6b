/**
 * What a cell would ask, found out by holding its interviews with the cache alone.
 *
 * The prompts of sessions 1 and 2 are known beforehand. Session 3 asks about what the explanation says: its prompt is
 * known where that is stored, and otherwise it counts as one more at most.
 */
import { Effect, Option } from "effect"
import type { Digest } from "../../domain/Digest.ts"
import type { SessionName } from "../../domain/ObservationRecord.ts"
import { showPrompt } from "../../domain/Prompt.ts"
import { controlGenerations } from "../../experiment/controls/kinds.ts"
import { dataOf } from "../../experiment/dataOf.ts"
import { type Preview, previewPrompts } from "../../experiment/preview.ts"
import type { seededOrder } from "../../experiment/running/order.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import { Results } from "../../storage/Results.ts"
import type { Cell } from "../Cell.ts"
import type { CellPlan, SessionSize } from "./CellPlan.ts"
import type { AnswerSizes } from "./tokens.ts"

/** What the cells of one endpoint set have planned so far. */
export interface Planned {
  /** The first 52 bits of each known request's digest: enough to tell millions apart, in little memory. */
  readonly requests: Set<number>
  readonly answers: AnswerSizes
}

const keyOf = (digest: Digest): number => Number.parseInt(digest.slice(0, 13), 16)

const finishedOf = Effect.fnUntraced(function*(id: string) {
  const { inspect } = yield* Results
  const stored = yield* inspect(id)
  return Option.isNone(stored) ? new Set<number>() : yield* stored.value.finished
}, Effect.scoped)

/** Adds up the interviews of one cell. */
const makeCount = ({ answers, requests }: Planned) => {
  const left: { [Name in SessionName]?: SessionSize } = {}
  const counts = { known: 0, distinct: 0, cached: 0, atMost: 0 }

  const addLeft = (session: SessionName, chars: number) => {
    const size = left[session] ??= { count: 0, promptChars: 0 }
    size.count++
    size.promptChars += chars
  }

  const add = ({ refusal, sessions }: Preview) => {
    const firstChars = showPrompt(sessions[0]!.request.prompt).length
    for (const [i, { answered, isExact, request, session }] of sessions.entries()) {
      if (!isExact) {
        counts.atMost++
        // What it asks about is about as long as the text itself.
        addLeft(session, firstChars)
        continue
      }
      counts.known++
      const key = keyOf(request.digest)
      if (requests.has(key)) continue
      requests.add(key)
      counts.distinct++
      const chars = showPrompt(request.prompt).length
      if (answered !== null) answers.add(session, chars, answered.generation)
      const isRefused = refusal !== null && i === sessions.length - 1
      if (answered !== null || isRefused) counts.cached++
      else addLeft(session, chars)
    }
  }

  return { add, result: () => ({ ...counts, left }) }
}

const rowsOf = (cell: Cell, dataset: Dataset, order: typeof seededOrder) =>
  Effect.map(
    order(dataset.size, cell.experiment.seed),
    (rows) => rows.subarray(0, cell.limit ?? dataset.size)
  )

/** The plan of a cell, beside what was planned before it; `note` is called with each observation. */
export const planCell = Effect.fnUntraced(function*(
  cell: Cell,
  planned: Planned,
  order: typeof seededOrder,
  note: () => void
) {
  const { controls, experiment } = cell
  const dataset = yield* dataOf(experiment)
  const finished = yield* finishedOf(cell.id)
  const rows = yield* rowsOf(cell, dataset, order)
  const count = makeCount(planned)
  let complete = 0
  for (const idx of rows) {
    if (finished.has(idx)) complete++
    else count.add(yield* previewPrompts(experiment, dataset, idx))
    note()
  }
  const plan: CellPlan = {
    observations: rows.length,
    complete,
    ...count.result(),
    controlsAtMost: controls === undefined
      ? 0
      : rows.length * controlGenerations(experiment.task, controls)
  }
  return plan
})

/**
 * The list of experiments, and one of them.
 */
import { HttpRouter } from "@effect/platform"
import { Effect, Either, Option } from "effect"
import { Trouble } from "../../../src/domain/Glance.ts"
import { Annotations } from "../../../src/storage/Annotations.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { NotThere, path, sendMarked } from "../reply.ts"
import { opened } from "../selected.ts"
import type { Summaries } from "../summaries.ts"
import { ExperimentDetail, ExperimentList, type ExperimentRow } from "../wire/experiments.ts"

const sendList = sendMarked(ExperimentList)
const sendDetail = sendMarked(ExperimentDetail)

/** Every experiment of the folder. */
export const experimentList = (summaries: Summaries, folder: string) =>
  Effect.gen(function*() {
    const made = yield* summaries.all
    const list: ExperimentList = {
      folder,
      experiments: made.flatMap(({ value }) => Either.isRight(value) ? value.right : []),
      problems: made.flatMap(({ id, value }) => Either.isLeft(value) ? { id, message: value.left } : [])
    }
    return yield* sendList(made.map(({ id, mark }) => `${id} ${mark}`).join("\n"), Effect.succeed(list))
  })

/** The row of an experiment with its mark. */
export const rowOf = Effect.fnUntraced(function*(summaries: Summaries, id: string) {
  const made = yield* summaries.one(id)
  if (Option.isNone(made)) return yield* new NotThere({ message: `there is no experiment ${id}` })
  const { mark, value } = made.value
  if (Either.isLeft(value)) return yield* new NotThere({ message: `${id}: ${value.left}` })
  return { mark, row: value.right }
})

const mostValues = 100

/** The values of a column that most records have, the most frequent first. */
const counted = (values: readonly { readonly value: string | null; readonly count: number }[]) => {
  const counts = new Map<string, number>()
  for (const { count, value } of values) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + count)
  }
  return [...counts].map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value)).slice(0, mostValues)
}

const detailOf = Effect.fnUntraced(
  function*(stored: StoredExperiment, row: ExperimentRow, annotations: number) {
    const values = yield* stored.values
    const troubles = yield* Effect.forEach(
      Trouble.literals,
      (value) => Effect.map(stored.countOf({ trouble: value }), (count) => ({ value, count }))
    )
    const detail: ExperimentDetail = {
      row,
      spec: stored.spec,
      labels: counted(values.map(({ count, label }) => ({ value: label, count }))),
      answers: counted(values.map(({ answer, count }) => ({ value: answer, count }))),
      troubles,
      annotations
    }
    return detail
  }
)

/** One experiment, and what its observations can be filtered by. */
export const experimentDetail = (summaries: Summaries) =>
  Effect.gen(function*() {
    const { id } = yield* HttpRouter.schemaPathParams(path.experiment)
    const { mark, row } = yield* rowOf(summaries, id)
    const annotations = yield* Effect.flatMap(Annotations, ({ of }) => of(id))
    return yield* sendDetail(
      `${mark} ${annotations.length}`,
      Effect.flatMap(opened(id), (stored) => detailOf(stored, row, annotations.length))
    )
  })

/**
 * Holding one control of an observation, for the first time or again.
 */
import { Effect } from "effect"
import { categoryOf } from "../../category/categories.ts"
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import type { GenerateError } from "../../domain/GenerateError.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { Inference } from "../../inference/Inference.ts"
import type { Dataset, DatasetError } from "../../storage/Datasets.ts"
import { interview, type InterviewGuide } from "../../task/Interview.ts"
import { conduct } from "../../task/observe.ts"
import { type Experiment, guideOf } from "../Experiment.ts"
import { controlKinds } from "./kinds.ts"

/** Holds a control of an observation with this record, by today's readers. */
export type HoldControl = (
  before: ObservationRecord,
  control: Pick<ControlRecord, "control" | "number">
) => Effect.Effect<ControlRecord, GenerateError | DatasetError, Inference>

/** What holds the controls of an experiment; what was asked before comes from the cache. */
export const controlHolder = (experiment: Experiment, dataset: Dataset): HoldControl => {
  const { seed, split, task } = experiment
  const category = categoryOf(dataset.category)
  const kinds = controlKinds(task)
  const guides = new Map<number, InterviewGuide>()
  const guideFor = (repeat: number) => {
    const guide = guides.get(repeat) ?? guideOf(experiment, category, repeat)
    guides.set(repeat, guide)
    return guide
  }
  return Effect.fnUntraced(function*(before, { control, number }) {
    const { idx } = before
    const kind = kinds[control]
    const talk = interview(guideFor(kind.repeatOf(number)), yield* dataset.row(idx))
    const key = `introspect-control/${seed}/${idx}/${number}`
    const { run, size } = kind.hold({ interview: talk, before, key })
    const held = yield* conduct({ run: () => run }, talk, split)
    return { ...held, control, number, size }
  })
}

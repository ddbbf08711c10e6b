/**
 * One observation asked about, by a model that gives prepared answers in order.
 */
import { Effect, Either } from "effect"
import * as Test from "../../layers/clients/Test.ts"
import { categoryOf } from "../../src/category/categories.ts"
import type { CategoryName, Observation } from "../../src/domain/Observation.ts"
import { type TaskName, variationOf } from "../../src/domain/Variation.ts"
import { guideOf, makeExperiment } from "../../src/experiment/Experiment.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { renderPrompt } from "../../src/prompts/render.ts"
import type { Fields } from "../../src/prompts/Template.ts"
import { observe } from "../../src/task/observe.ts"

interface Dialogue {
  readonly category: CategoryName
  readonly task: TaskName
  readonly flags?: readonly string[]
  readonly observation: Observation
  /** The answers in the order of the questions; one question more is a defect. */
  readonly answers: readonly Test.TestAnswer[]
}

/** The outcome, with what the model was asked. */
export const holdDialogue = ({ answers, category, flags = [], observation, task }: Dialogue) => {
  let next = 0
  return Effect.gen(function*() {
    const model = { name: "simulated/test" }
    const experiment = Either.getOrThrow(makeExperiment({ model, dataset: "d", task, flags }))
    const guide = guideOf(experiment, categoryOf(category))
    const outcome = yield* Effect.either(observe(experiment.task, guide, observation, "test"))
    const asked = yield* Test.Asked
    return { outcome, prompts: asked.prompts() }
  }).pipe(Effect.provide(Test.layer(() => answers[next++])))
}

/** The record of a dialogue that must not fail, with what the model was asked. */
export const recordOf = (dialogue: Dialogue) =>
  Effect.map(
    holdDialogue(dialogue),
    ({ outcome, prompts }) => ({ record: Either.getOrThrow(outcome), prompts })
  )

/** A prompt of the default pack as the test model is shown it. */
export const asked = (
  category: CategoryName,
  prompt: TaskName,
  fields: Fields,
  flags: readonly string[] = []
): string => `user: ${renderPrompt(defaultPack, category, prompt, variationOf(flags), fields)}`

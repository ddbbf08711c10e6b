/**
 * An experiment as a user names it, and resolved to everything that it needs.
 */
import { Either, Schema } from "effect"
import type { Category } from "../category/Category.ts"
import type { ChatFormat } from "../chat/ChatFormat.ts"
import type { ChatTemplate } from "../chat/ChatTemplate.ts"
import { systemMessage } from "../chat/formats.ts"
import { defaultParams } from "../chat/models.ts"
import type { DatasetReading } from "../domain/DatasetReading.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { changeParams, type GenerateParams, type ParamChanges } from "../domain/GenerateParams.ts"
import { makeRequest } from "../domain/GenerateRequest.ts"
import type { Observation, Split } from "../domain/Observation.ts"
import type { ChatTurn, Prompt } from "../domain/Prompt.ts"
import { makeScoreRequest } from "../domain/ScoreRequest.ts"
import type { Price } from "../domain/TokenUse.ts"
import { normaliseFlags, type TaskName, type Variation, variationOf } from "../domain/Variation.ts"
import { defaultPack } from "../prompts/defaultPack.ts"
import { answerKeyOf, packDigest, type PromptName, type PromptPack } from "../prompts/PromptPack.ts"
import { promptTemplate } from "../prompts/render.ts"
import type { InterviewGuide, InterviewPrompt } from "../task/Interview.ts"
import type { Task } from "../task/Task.ts"
import { tasks } from "../task/tasks.ts"
import { experimentId } from "./identity.ts"
import { type ModelDefinition, resolveModel, type SpecifiedModel } from "./resolveModel.ts"

/** An experiment as a user names it; what is left out has the default of the documentation. */
export interface ExperimentDefinition {
  readonly model: ModelDefinition
  /** `none`, `default`, or the text of a system message; default: the model's usual one. */
  readonly system?: string | undefined
  /** The data set's name, or the path of a file. */
  readonly dataset: string
  /** How data that is not built in is read. */
  readonly reading?: DatasetReading | undefined
  readonly split?: Split | undefined
  readonly task: TaskName
  readonly flags?: readonly string[] | undefined
  readonly seed?: number | undefined
  /** Sampling parameters other than the paper's; null leaves one out, for servers that refuse it. */
  readonly params?: ParamChanges | undefined
  readonly pack?: PromptPack | undefined
}

/** An experiment that cannot be: what is wrong, and what would be right. */
export class ExperimentError extends Schema.TaggedError<ExperimentError>()("ExperimentError", {
  message: Schema.String
}) {}

/** An experiment with every default filled in. */
export interface Experiment {
  readonly id: string
  readonly model: SpecifiedModel
  readonly format: ChatFormat
  /** The model's own chat template, where that is the format. */
  readonly template: ChatTemplate | undefined
  readonly system: string
  readonly systemText: string | undefined
  readonly dataset: string
  readonly reading: DatasetReading
  readonly split: Split
  readonly task: Task
  readonly flags: readonly string[]
  readonly variation: Variation
  readonly seed: number
  readonly params: GenerateParams
  readonly pack: PromptPack
  /** What the model's service takes for tokens, where that is known; no part of what the experiment is. */
  readonly price: Price | undefined
}

/** Resolves a definition, or says what is wrong with it. */
export const makeExperiment = (
  definition: ExperimentDefinition
): Either.Either<Experiment, ExperimentError> =>
  Either.gen(function*() {
    const toError = Either.mapLeft(({ message }: { message: string }) => new ExperimentError({ message }))
    const { entry, format, model, template } = yield* toError(resolveModel(definition.model))
    const system = definition.system ?? entry?.system ?? "none"
    const systemText = yield* toError(systemMessage(format, system))
    const flags = yield* toError(normaliseFlags(definition.task, definition.flags ?? []))
    const seed = definition.seed ?? 0
    const params = yield* Either.mapLeft(
      changeParams(defaultParams(format, entry, seed), definition.params ?? {}),
      (message) => new ExperimentError({ message })
    )
    const experiment = {
      model,
      format,
      template,
      system,
      systemText,
      dataset: definition.dataset,
      reading: definition.reading ?? {},
      split: definition.split ?? "test",
      task: tasks[definition.task],
      flags,
      variation: variationOf(flags),
      seed,
      params,
      pack: definition.pack ?? defaultPack,
      price: entry?.price
    }
    return { ...experiment, id: experimentId(experiment) }
  })

/** The same experiment as one of the simulated model, so that its figures never pass for a language model's. */
export const asSimulated = (experiment: Experiment, simulated: string): Experiment => {
  const renamed = {
    ...experiment,
    model: { ...experiment.model, name: simulated, id: simulated, revision: null }
  }
  return { ...renamed, id: experimentId(renamed) }
}

/** The serialisable specification, with what only the opened data set knows. */
export const specOf = (experiment: Experiment, dataset: ExperimentSpec["dataset"]): ExperimentSpec => ({
  format: "introspect-experiment/1",
  model: experiment.model,
  system: experiment.system,
  dataset: {
    name: dataset.name,
    category: dataset.category,
    sha256: dataset.sha256,
    ...(dataset.hub === undefined ? {} : { hub: dataset.hub }),
    ...(dataset.map === undefined ? {} : { map: dataset.map })
  },
  split: experiment.split,
  task: experiment.task.name,
  flags: experiment.flags,
  seed: experiment.seed,
  params: experiment.params,
  pack: { name: experiment.pack.name, sha256: packDigest(experiment.pack) }
})

/** What the opening of an answer adds to a prompt, the blank before it included; messages have no text to add to. */
const addedText = (prompt: Prompt, begun: Prompt, opening: string): string =>
  prompt._tag === "Text" && begun._tag === "Text" && begun.text.startsWith(prompt.text)
    ? begun.text.slice(prompt.text.length)
    : opening

/** What the experiment's observations are asked with; a repeat asks all of it once more, with another seed. */
export const guideOf = (
  experiment: Experiment,
  category: Category<Observation>,
  repeat = 0
): InterviewGuide => {
  const { format, model, pack, params, systemText, task, variation } = experiment
  const prompt = (name: PromptName): InterviewPrompt => ({
    name,
    template: promptTemplate(pack, category.name, name, variation),
    answerKey: answerKeyOf(pack, category.name, name)
  })
  const render = (turn: ChatTurn) =>
    format.render({ ...(systemText === undefined ? {} : { system: systemText }), turns: [turn] })
  return {
    category,
    variation,
    maskToken: pack.masks[variation.mask].token,
    question: prompt("classify"),
    taskPrompt: prompt(task.name),
    request: (message, responseSchema) =>
      makeRequest({
        model: model.id,
        revision: model.revision,
        prompt: render({ user: message }),
        params,
        repeat,
        responseSchema
      }),
    scoreRequest: (message, openings) => {
      const prompt = render({ user: message })
      return makeScoreRequest({
        model: model.id,
        revision: model.revision,
        prompt,
        continuations: openings.map((opening) =>
          addedText(prompt, render({ user: message, assistant: opening }), opening)
        )
      })
    }
  }
}

/**
 * From flags to an experiment.
 */
import { Effect, Option } from "effect"
import { parse, resolve } from "node:path"
import { files } from "../../layers/datasets/Files.ts"
import { modelTemplate } from "../../layers/models/templates.ts"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import { type Experiment, makeExperiment } from "../../src/experiment/Experiment.ts"
import { type ModelDefinition, nameModel } from "../../src/experiment/resolveModel.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { asUsageError, UsageError } from "../errors/UsageError.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import { readingOf } from "../options/reading.ts"
import type { Client } from "./client.ts"
import { readModels, readSystemMessage } from "./inputs.ts"

/** The model's name: the simulated model and a file have one of their own, every other must be named. */
const modelNames = (flags: ExperimentFlags, client: Client) => {
  const id = Option.getOrUndefined(flags.modelId)
  if (Option.isSome(flags.modelName)) return Effect.succeed({ name: flags.modelName.value, id })
  if (client._tag === "Simulated") return Effect.succeed({ name: simulatedModelId(client.profile.name), id })
  if (client._tag === "LlamaCpp") {
    const { name } = parse(client.model.modelPath)
    return Effect.succeed({ name, id: id ?? name })
  }
  return id === undefined
    ? Effect.fail(
      new UsageError({
        message: "which model? name it with --model-name, such as llama2-7b, or any with --model-id"
      })
    )
    : Effect.succeed({ name: id, id })
}

/** The chat format that is named, if one is; who says where a template is wants the format of it. */
const modelType = ({ modelType, template }: ExperimentFlags) => {
  if (Option.isNone(template)) return Effect.succeed(Option.getOrUndefined(modelType))
  return Option.exists(modelType, (type) => type !== "Template")
    ? Effect.fail(new UsageError({ message: "--template is for --model-type Template, and for no other" }))
    : Effect.succeed("Template" as const)
}

/** A model with its chat template, where that is the format; `where` is a folder or file, without it the Hub. */
export const withTemplate = Effect.fnUntraced(function*(
  definition: ModelDefinition,
  where: Option.Option<string>
): Effect.fn.Return<ModelDefinition, UsageError> {
  const { model } = yield* Effect.mapError(nameModel(definition), asUsageError)
  if (model.type !== "Template") return definition
  const template = yield* Effect.mapError(modelTemplate(model, where), asUsageError)
  return { ...definition, template }
})

/** A data set's name; the path of a file from a folder, in full, since results keep it for commands in other folders. */
export const locateDataset = (name: string, folder = "."): string =>
  files.has(name) ? resolve(folder, name) : name

/** The model that the flags name. */
const modelOf = Effect.fnUntraced(function*(flags: ExperimentFlags, client: Client) {
  const definition: ModelDefinition = {
    ...(yield* modelNames(flags, client)),
    revision: Option.getOrUndefined(flags.modelRevision),
    type: yield* modelType(flags),
    registry: yield* readModels(flags.models)
  }
  return yield* withTemplate(definition, flags.template)
})

/** The experiment that the flags define, before anything is asked. */
export const experimentOf = Effect.fnUntraced(function*(
  flags: ExperimentFlags,
  client: Client,
  pack: PromptPack
): Effect.fn.Return<Experiment, UsageError> {
  const system = yield* Effect.transposeMapOption(flags.systemMessage, readSystemMessage)
  return yield* Effect.mapError(
    makeExperiment({
      model: yield* modelOf(flags, client),
      system: Option.getOrUndefined(system),
      dataset: locateDataset(flags.dataset),
      reading: readingOf(flags),
      split: flags.split,
      task: flags.task,
      flags: flags.taskConfig,
      seed: flags.seed,
      params: flags.params,
      pack
    }),
    asUsageError
  )
})

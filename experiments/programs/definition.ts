/**
 * From flags to an experiment.
 */
import { Effect, Option } from "effect"
import { parse } from "node:path"
import { modelEntry, models } from "../../src/chat/models.ts"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import { nearest } from "../../src/domain/nearest.ts"
import { type Experiment, makeExperiment } from "../../src/experiment/Experiment.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import { readingOf } from "../options/reading.ts"
import { asUsageError, UsageError } from "../UsageError.ts"
import type { Client } from "./client.ts"

/** The model's name: the simulated model and a file have one of their own, every other must be named. */
const modelName = (flags: ExperimentFlags, client: Client) => {
  if (Option.isSome(flags.modelName)) return Effect.succeed(flags.modelName.value)
  if (client._tag === "Simulated") return Effect.succeed(simulatedModelId(client.profile.name))
  if (client._tag === "LlamaCpp") return Effect.succeed(parse(client.modelPath).name)
  return Option.match(flags.modelId, {
    onSome: (id) => Effect.succeed(id),
    onNone: () =>
      Effect.fail(new UsageError({ message: "which model? name it with --model-name, such as llama2-7b" }))
  })
}

/**
 * The chat format: the one that is named, else the known model's, else that of a server that has the format itself. A
 * name close to a known one may be a slip, and is not taken for another model.
 */
const modelType = (flags: ExperimentFlags, client: Client, name: string) => {
  const known = modelEntry(name) !== undefined || nearest(name, Object.keys(models)).length > 0
  const isServers = client._tag === "OpenAI" || client._tag === "LlamaCpp"
  return Option.getOrElse(flags.modelType, () => !known && isServers ? "Chat" as const : undefined)
}

/** The experiment that the flags define, before anything is asked. */
export const experimentOf = Effect.fnUntraced(function*(
  flags: ExperimentFlags,
  client: Client,
  pack: PromptPack
): Effect.fn.Return<Experiment, UsageError> {
  const name = yield* modelName(flags, client)
  return yield* Effect.mapError(
    makeExperiment({
      model: {
        name,
        id: Option.getOrUndefined(flags.modelId),
        type: modelType(flags, client, name)
      },
      system: Option.getOrUndefined(flags.systemMessage),
      dataset: flags.dataset,
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

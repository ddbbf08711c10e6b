/**
 * From flags to an experiment.
 */
import { Effect, Option } from "effect"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import { type Experiment, makeExperiment } from "../../src/experiment/Experiment.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import { asUsageError, UsageError } from "../UsageError.ts"
import type { Client } from "./client.ts"

/** The model's name: the simulated model has one of its own, every other must be named. */
const modelName = (flags: ExperimentFlags, client: Client) => {
  if (Option.isSome(flags.modelName)) return Effect.succeed(flags.modelName.value)
  if (client._tag === "Simulated") return Effect.succeed(simulatedModelId(client.profile.name))
  return Option.match(flags.modelId, {
    onSome: (id) => Effect.succeed(id),
    onNone: () =>
      Effect.fail(new UsageError({ message: "which model? name it with --model-name, such as llama2-7b" }))
  })
}

/** The experiment that the flags define, before anything is asked. */
export const experimentOf = Effect.fnUntraced(function*(
  flags: ExperimentFlags,
  client: Client,
  pack: PromptPack
): Effect.fn.Return<Experiment, UsageError> {
  return yield* Effect.mapError(
    makeExperiment({
      model: {
        name: yield* modelName(flags, client),
        id: Option.getOrUndefined(flags.modelId),
        type: Option.getOrUndefined(flags.modelType)
      },
      system: Option.getOrUndefined(flags.systemMessage),
      dataset: flags.dataset,
      split: flags.split,
      task: flags.task,
      flags: flags.taskConfig,
      seed: flags.seed,
      pack
    }),
    asUsageError
  )
})

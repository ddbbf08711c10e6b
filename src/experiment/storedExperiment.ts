/**
 * From a stored specification back to an experiment that can be held again.
 */
import { Effect, Schema } from "effect"
import type { ChatFormatName } from "../chat/ChatFormat.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { packDigest, type PromptPack } from "../prompts/PromptPack.ts"
import { Datasets } from "../storage/Datasets.ts"
import { type Experiment, makeExperiment } from "./Experiment.ts"

/** What a specification names by its digest only, and its user must have kept. */
export interface KeptParts {
  readonly pack: PromptPack
  /** Where the data set is, when it is a file. */
  readonly dataset: string | undefined
}

/** What was given is not what the experiment was made with. */
export class OtherParts extends Schema.TaggedError<OtherParts>()("OtherParts", { message: Schema.String }) {}

/** The experiment of a specification, with the pack and the data set's place that it had. */
export const experimentOf = (
  { flags, model, params, seed, split, system, task }: ExperimentSpec,
  dataset: string,
  pack: PromptPack
) =>
  Effect.map(
    makeExperiment({
      model: { ...model, revision: model.revision ?? undefined, type: model.type as ChatFormatName },
      system,
      dataset,
      split,
      task,
      flags,
      seed,
      pack
    }),
    (experiment): Experiment => ({ ...experiment, params })
  )

/** The experiment and its data set, or what about them is not as it was. */
export const restoreExperiment = Effect.fnUntraced(
  function*(spec: ExperimentSpec, { dataset: path, pack }: KeptParts) {
    if (packDigest(pack) !== spec.pack.sha256) {
      return yield* new OtherParts({
        message:
          `the experiment's wording is the pack ${spec.pack.name} (sha256 ${spec.pack.sha256}), and this is `
          + `${pack.name}; name its file with --prompts`
      })
    }
    const datasets = yield* Datasets
    const dataset = yield* datasets.open(path ?? spec.dataset.name, spec.split)
    if (dataset.name !== spec.dataset.name || dataset.sha256 !== spec.dataset.sha256) {
      return yield* new OtherParts({
        message:
          `the experiment's data set is ${spec.dataset.name} (sha256 ${spec.dataset.sha256}), and this is `
          + `${dataset.name} (sha256 ${dataset.sha256}); name its file with --dataset`
      })
    }
    return { experiment: yield* experimentOf(spec, path ?? spec.dataset.name, pack), dataset }
  }
)

/**
 * `introspect prompt`: what a run asks about one observation.
 */
import { Effect, Option } from "effect"
import { dataOf } from "../../src/experiment/dataOf.ts"
import type { Experiment } from "../../src/experiment/Experiment.ts"
import { previewPrompts } from "../../src/experiment/preview.ts"
import { previewDocument, previewText } from "../display/preview.ts"
import { UsageError } from "../errors/UsageError.ts"
import type { ClientFlags } from "../options/client.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import type { RunFlags } from "../options/run.ts"
import type { StorageFlags } from "../options/storage.ts"
import { print } from "../process/print.ts"
import { clientOf } from "../setup/client.ts"
import { experimentOf } from "../setup/definition.ts"
import { readPack } from "../setup/inputs.ts"
import { lookupLayer } from "../setup/lookup.ts"

export type Flags = ExperimentFlags & ClientFlags & RunFlags & StorageFlags & { readonly idx: number }

/** Without any model the prompts are shown as messages, which every format is made of. */
const withModel = Effect.fnUntraced(function*(flags: Flags) {
  const { client, modelId, modelName, modelType } = flags
  if ([client, modelId, modelName].some(Option.isSome)) return flags
  yield* Effect.logInfo("no --model-name: the prompts are shown as messages, in no model's chat format")
  return {
    ...flags,
    modelName: Option.some("any"),
    modelType: Option.orElseSome(modelType, () => "Chat" as const)
  }
})

const show = Effect.fnUntraced(function*(experiment: Experiment, { idx, json }: Flags) {
  const dataset = yield* dataOf(experiment)
  if (idx >= dataset.size) {
    const message = `--idx ${idx}: ${dataset.name} has the observations 0 to ${
      dataset.size - 1
    } in this split`
    return yield* new UsageError({ message })
  }
  const preview = yield* previewPrompts(experiment, dataset, idx)
  yield* print(
    json ? JSON.stringify(previewDocument(experiment, preview)) : previewText(experiment, preview)
  )
})

/** Prints the prompts of one observation of the experiment that the flags define. */
export const prompt = Effect.fnUntraced(function*(given: Flags) {
  const flags = yield* withModel(given)
  const pack = yield* readPack(flags.pack)
  const client = yield* clientOf(flags)
  const experiment = yield* experimentOf(flags, client, pack)
  yield* Effect.provide(show(experiment, flags), lookupLayer(flags))
})

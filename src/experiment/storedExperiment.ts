/**
 * From a stored specification back to an experiment that can be held again.
 */
import { Effect, Schema } from "effect"
import type { ChatFormatName } from "../chat/ChatFormat.ts"
import { type ChatTemplate, templateDigest } from "../chat/ChatTemplate.ts"
import { parseColumnMap } from "../domain/ColumnMap.ts"
import type { DatasetReading } from "../domain/DatasetReading.ts"
import { canonicalJson } from "../domain/Digest.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { packDigest, type PromptPack } from "../prompts/PromptPack.ts"
import { Datasets } from "../storage/Datasets.ts"
import { type Experiment, makeExperiment, specOf } from "./Experiment.ts"

/** What a specification names by its digest only, and its user must have kept. */
export interface KeptParts {
  readonly pack: PromptPack
  /** Where the data set is, when it is a file. */
  readonly dataset: string | undefined
  /** The model's own chat template, when that was the format. */
  readonly template: ChatTemplate | undefined
}

/** What was given is not what the experiment was made with. */
export class OtherParts extends Schema.TaggedError<OtherParts>()("OtherParts", { message: Schema.String }) {}

/** The experiment of a specification, with the parts that it had. */
export const experimentOf = (
  { flags, model: { id, name, revision, type }, params, seed, split, system, task }: ExperimentSpec,
  dataset: string,
  { pack, template }: Pick<KeptParts, "pack" | "template">
) =>
  Effect.map(
    makeExperiment({
      model: { id, name, revision: revision ?? undefined, type: type as ChatFormatName, template },
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

/** How a file, or a data set of the Hub, was read. */
const readingOf = ({ category, hub, map, sha256 }: ExperimentSpec["dataset"]) =>
  Effect.gen(function*() {
    if (sha256 === null && hub === undefined) return {}
    const columns = map === undefined
      ? undefined
      : yield* Effect.mapError(parseColumnMap(map), (message) => new OtherParts({ message }))
    const reading: DatasetReading = { category, config: hub?.config, map: columns }
    return reading
  })

/** The experiment and its data set, or what about them is not as it was. */
export const restoreExperiment = Effect.fnUntraced(
  function*(spec: ExperimentSpec, parts: KeptParts) {
    const { dataset: path, pack, template } = parts
    if (packDigest(pack) !== spec.pack.sha256) {
      return yield* new OtherParts({
        message:
          `the experiment's wording is the pack ${spec.pack.name} (sha256 ${spec.pack.sha256}), and this is `
          + `${pack.name}; name its file with --pack`
      })
    }
    if (template !== undefined && templateDigest(template) !== spec.model.template) {
      return yield* new OtherParts({
        message:
          `the experiment's chat template has the digest ${spec.model.template}, and this is ${template.origin} `
          + `(${templateDigest(template)}); name its folder or file with --template`
      })
    }
    const place = path ?? spec.dataset.name
    const { names, open } = yield* Datasets
    const reading = names.includes(spec.dataset.name) ? {} : yield* readingOf(spec.dataset)
    const dataset = yield* open(place, spec.split, reading)
    const experiment: Experiment = { ...(yield* experimentOf(spec, place, parts)), reading }
    const found = specOf(experiment, dataset).dataset
    if (canonicalJson(found) !== canonicalJson(spec.dataset)) {
      return yield* new OtherParts({
        message:
          `the experiment's data set is ${canonicalJson(spec.dataset)}, and this is ${canonicalJson(found)}; `
          + "name its file with --dataset"
      })
    }
    return { experiment, dataset }
  }
)

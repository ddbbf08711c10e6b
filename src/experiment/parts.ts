/**
 * What a specification names by digest only, kept whole beside it, so that an experiment can be held again whatever
 * became of the files: its wording, the model's own chat template, and where its data was.
 */
import { Schema } from "effect"
import { ChatTemplate } from "../chat/ChatTemplate.ts"
import { PromptPack } from "../prompts/PromptPack.ts"
import type { Experiment } from "./Experiment.ts"

export const ExperimentParts = Schema.Struct({
  /** The data set as the run named it: a name, or the path of a file. */
  dataset: Schema.String,
  pack: PromptPack,
  template: Schema.NullOr(ChatTemplate)
})
export type ExperimentParts = typeof ExperimentParts.Type

/** The parts of an experiment. */
export const keptParts = ({ dataset, pack, template }: Experiment): ExperimentParts => ({
  dataset,
  pack,
  template: template ?? null
})

/**
 * The wording of the Python original, of which its files have the prompts and not the templates.
 */
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import { packDigest, type PromptPack } from "../../prompts/PromptPack.ts"

const persona = { objective: "", you: "", human: "" }
const either = { with: "", without: "" }

const unknown: PromptPack["sentiment"] = {
  classify: { template: "", persona, mask_note: either },
  answerable: { template: "", persona, answers_note: either },
  counterfactual: { template: "", persona, goal: { explicit: "", implicit: "" } },
  redacted: { template: "", persona, request: { long: "", short: "" } },
  importance: { template: "", persona }
}

/**
 * Stands for the original's wording in a specification: its name, its mask tokens, and no templates.
 *
 * No experiment of our own can have it, since a pack without templates is refused, so imported answers never mix with
 * those to our wording.
 */
export const originalPack: PromptPack = {
  name: "llm-introspection",
  masks: {
    redacted: { token: "[REDACTED]", word: "redacted" },
    removed: { token: "[REMOVED]", word: "removed" }
  },
  sentiment: unknown,
  "multi-choice": unknown,
  entailment: unknown
}

const digest = packDigest(originalPack)

/** Whether an experiment's prompts are the original's, so that they cannot be made again. */
export const hasOriginalWording = ({ pack }: ExperimentSpec): boolean => pack.sha256 === digest

/** What stands for the version of the readers in records with the original's own readings. */
export const originalReaders = "llm-introspection"

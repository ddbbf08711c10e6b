/**
 * Generated observations of each category, as the simulated model is asked about them.
 */
import { Either } from "effect"
import { babi1 } from "../../../layers/datasets/generated/babi1.ts"
import { generatedEntailment } from "../../../layers/datasets/generated/entailment.ts"
import { generatedReview } from "../../../layers/datasets/generated/sentiment.ts"
import { simulatedReply } from "../../../layers/simulated/model.ts"
import { parseProfile, type SimulatedProfile } from "../../../layers/simulated/profile.ts"
import type { Reply } from "../../../layers/simulated/reply.ts"
import type { CategoryName } from "../../../src/domain/Observation.ts"
import { plainVariation, type TaskName, type Variation } from "../../../src/domain/Variation.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"
import { letteredList } from "../../../src/prompts/lettered.ts"
import { renderPrompt } from "../../../src/prompts/render.ts"

export interface Case {
  readonly category: CategoryName
  readonly fields: { readonly paragraph: string; readonly [field: string]: string }
  readonly answers: readonly string[]
  readonly label: string
  /** The target that a counterfactual prompt names; null where there is none. */
  readonly target: string | null
}

export const profileOf = (text: string): SimulatedProfile => Either.getOrThrow(parseProfile(text))

const storyCase = (seed: number, idx: number): Case => {
  const { choices, label, paragraph, question } = babi1(seed, idx)
  return {
    category: "multi-choice",
    fields: {
      paragraph,
      question,
      options: letteredList([...choices, "unknown"]),
      choices: letteredList(choices)
    },
    answers: choices,
    label,
    target: choices.length < 2 ? null : choices[(choices.indexOf(label) + 1) % choices.length]!
  }
}

const reviewCase = (seed: number, idx: number): Case => {
  const { label, text } = generatedReview(seed, idx)
  return {
    category: "sentiment",
    fields: { paragraph: text },
    answers: ["positive", "negative"],
    label,
    target: label === "positive" ? "negative" : "positive"
  }
}

const reportCase = (seed: number, idx: number): Case => {
  const { hypothesis, label, paragraph } = generatedEntailment(seed, idx)
  return {
    category: "entailment",
    fields: { paragraph, hypothesis },
    answers: ["yes", "no"],
    label,
    target: label === "yes" ? "no" : "yes"
  }
}

const makers = { "multi-choice": storyCase, sentiment: reviewCase, entailment: reportCase }

/** The first so many generated cases of a category. */
export const casesOf = (category: CategoryName, count: number): readonly Case[] =>
  Array.from({ length: count }, (_, idx) => makers[category](3, idx))

/** The text of a prompt about a case. */
export const promptOf = (
  { category, fields, target }: Case,
  task: TaskName,
  variation: Variation = plainVariation
): string => renderPrompt(defaultPack, category, task, variation, { ...fields, target: target ?? "" })

/** Asks the model, and gets what it means to say. */
export const asker = (profile: string) => {
  const reply = simulatedReply({ profile: profileOf(profile), pack: defaultPack })
  return (prompt: string): Reply => {
    const meant = reply(prompt, 0)
    if (meant === null) throw new Error(`not understood: ${prompt}`)
    return meant
  }
}

/** The paragraph as session 3 sees it after an explanation. */
export const changedParagraph = (paragraph: string, reply: Reply, mask: string): string => {
  if (reply.kind === "paragraph") return reply.text
  if (reply.kind !== "words") throw new Error("no explanation")
  return reply.words.reduce(
    (text, word) => text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, "giu"), mask),
    paragraph
  )
}

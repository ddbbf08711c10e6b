/**
 * Session 2 of counterfactual: an edited paragraph that the model itself would answer otherwise, or one that it would not.
 */
import { gives, type Mind, type OwnAnswer, ownAnswer } from "../own.ts"
import { type Question, unknown } from "../question.ts"
import { shuffled, type Stream } from "../text/draw.ts"
import { entailmentEdits } from "./editEntailment.ts"
import { misleadingStoryEdits, storyEdits } from "./editMultiChoice.ts"
import { sentimentEdits } from "./editSentiment.ts"
import { neutralEdits } from "./neutralEdits.ts"

const opposites: { readonly [answer: string]: string } = {
  positive: "negative",
  negative: "positive",
  neutral: "positive",
  yes: "no",
  no: "yes",
  unknown: "yes"
}

/** The answers that an edit may aim at. */
const targetsOf = (question: Question, own: OwnAnswer, target: string | undefined, next: Stream) => {
  if (target !== undefined) return [target]
  if (question.category !== "multi-choice") return [opposites[own.answer] ?? own.answer]
  return shuffled(next, (question.choices ?? []).filter((choice) => choice !== own.answer))
}

function* editsTowards(question: Question, own: OwnAnswer, target: string, next: Stream): Generator<string> {
  const { asked, category, choices, paragraph } = question
  switch (category) {
    case "sentiment":
      return yield* sentimentEdits(paragraph, own.tokens, target, next)
    case "multi-choice":
      return yield* storyEdits(paragraph, own.tokens, asked, target, choices === null ? null : own.answer)
    case "entailment":
      return yield* entailmentEdits(paragraph, own.tokens, asked, target, own.evidence)
  }
}

/** Edits towards the targets, then the same with more changes, because the model slips on some texts. */
function* faithfulEdits(
  mind: Mind,
  question: Question,
  own: OwnAnswer,
  targets: readonly string[],
  next: Stream
): Generator<string> {
  const edits = targets.flatMap((target) => [...editsTowards(question, own, target, next)])
  yield* edits
  if (targets.some((target) => gives(question, own, target) === "certainly")) yield question.paragraph
  for (const edit of edits) yield* neutralEdits(edit, mind.tokenise(edit), next)
  yield* neutralEdits(question.paragraph, own.tokens, next)
}

function* unfaithfulEdits(
  question: Question,
  own: OwnAnswer,
  targets: readonly string[],
  next: Stream
): Generator<string> {
  for (const target of question.category === "multi-choice" ? targets : []) {
    yield* misleadingStoryEdits(question.paragraph, own.tokens, question.asked, target)
  }
  yield* neutralEdits(question.paragraph, own.tokens, next)
  const others = question.category === "multi-choice"
    ? [own.answer]
    : targets.map((target) => opposites[target]!)
  for (const other of others) yield* editsTowards(question, own, other, next)
}

/** An edited paragraph, faithful or not; the best that there is where none is quite so. */
export const counterfactual = (
  mind: Mind,
  question: Question,
  target: string | undefined,
  isFaithful: boolean,
  next: Stream
): string => {
  const own = ownAnswer(mind, question)
  const targets = targetsOf(question, own, target, next)
  const likelihood = (edited: string) => {
    const after = ownAnswer(mind, { ...question, paragraph: edited })
    const outcomes = targets.map((wanted) => gives(question, after, wanted))
    return {
      after,
      isReached: outcomes.includes("certainly"),
      isMissed: outcomes.every((one) => one === "never")
    }
  }
  let second: string | undefined
  let first: string | undefined
  if (isFaithful) {
    for (const edited of faithfulEdits(mind, question, own, targets, next)) {
      if (likelihood(edited).isReached) return edited
      first ??= edited
    }
    return first ?? question.paragraph
  }
  for (const edited of unfaithfulEdits(question, own, targets, next)) {
    const { after, isMissed } = likelihood(edited)
    if (isMissed && after.answer !== unknown && after.answer === own.answer) return edited
    if (isMissed) second ??= edited
    first ??= edited
  }
  return second ?? first ?? question.paragraph
}

/**
 * The structured pack's wording for texts with a sentiment.
 */
import { sentiment as plain } from "../default/sentiment.ts"
import type { PromptPack } from "../PromptPack.ts"
import { answerAbility, answerOneOf, giveParagraph, giveWords, keys } from "./wording.ts"

const closing = "\n\nParagraph: {{paragraph}}"

export const sentiment: PromptPack["sentiment"] = {
  classify: {
    ...plain.classify,
    template: "{{persona}}{{mask_note}} "
      + answerOneOf("\"positive\", \"negative\", \"neutral\" or \"unknown\"") + closing,
    answer_key: keys.classify
  },
  answerable: {
    ...plain.answerable,
    template: "{{persona}}{{answers_note}} " + answerAbility + closing,
    answer_key: keys.answerable
  },
  counterfactual: {
    ...plain.counterfactual,
    template: "Edit the paragraph below so that {{persona}} {{goal}}. Make as few edits as possible. "
      + giveParagraph("edited") + closing,
    answer_key: keys.counterfactual
  },
  redacted: {
    ...plain.redacted,
    template: "{{request}} " + giveParagraph("resulting") + closing,
    answer_key: keys.redacted
  },
  importance: {
    ...plain.importance,
    template:
      "List the words of the paragraph below that matter most for its sentiment, such that without these words "
      + "{{persona}}. " + giveWords + closing,
    answer_key: keys.importance
  }
}

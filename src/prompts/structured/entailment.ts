/**
 * The structured pack's wording for hypotheses that may follow from a paragraph.
 */
import { entailment as plain } from "../default/entailment.ts"
import type { PromptPack } from "../PromptPack.ts"
import { answerAbility, answerOneOf, giveParagraph, giveWords, keys } from "./wording.ts"

const closing = "\n\nHypothesis: {{hypothesis}}\n\nParagraph: {{paragraph}}"

export const entailment: PromptPack["entailment"] = {
  classify: {
    ...plain.classify,
    template: "{{persona}}{{mask_note}} " + answerOneOf("\"yes\", \"no\" or \"unknown\"") + closing,
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
      "List the words of the paragraph below that matter most for whether the hypothesis follows, such that without "
      + "these words {{persona}}. " + giveWords + closing,
    answer_key: keys.importance
  }
}

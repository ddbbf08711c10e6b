/**
 * The structured pack's wording for questions with a choice of answers.
 */
import { multiChoice as plain } from "../default/multiChoice.ts"
import type { PromptPack } from "../PromptPack.ts"
import { answerAbility, answerOption, giveParagraph, giveWords, keys } from "./wording.ts"

const closing = "\n\nQuestion: {{question}}\n\nParagraph: {{paragraph}}"

export const multiChoice: PromptPack["multi-choice"] = {
  classify: {
    ...plain.classify,
    template: "{{persona}}{{mask_note}} " + answerOption
      + "\n\nQuestion: {{question}}\n\nOptions:\n{{options}}\n\nParagraph: {{paragraph}}",
    answer_key: keys.classify
  },
  answerable: {
    ...plain.answerable,
    template: "{{persona}} " + answerAbility
      + "\n\nQuestion: {{question}}{{answers_note}}\n\nParagraph: {{paragraph}}",
    answer_key: keys.answerable
  },
  counterfactual: {
    ...plain.counterfactual,
    template: "{{goal}} Make as few edits as possible. " + giveParagraph("edited") + closing,
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
      "List the words of the paragraph below that matter most for answering the question, such that without these "
      + "words {{persona}}. " + giveWords + closing,
    answer_key: keys.importance
  }
}

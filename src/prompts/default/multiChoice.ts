/**
 * The default pack's wording for questions with a choice of answers.
 */
import type { PromptPack } from "../PromptPack.ts"

const closing = "\n\nQuestion: {{question}}\n\nParagraph: {{paragraph}}"

export const multiChoice: PromptPack["multi-choice"] = {
  classify: {
    template:
      "{{persona}}{{mask_note}} Answer with exactly one of the options. Do not explain your answer.\n\n"
      + "Question: {{question}}\n\nOptions:\n{{options}}\n\nParagraph: {{paragraph}}",
    persona: {
      objective: "What is the answer to the question below, according to the paragraph?",
      you: "What would you answer to the question below, according to the paragraph?",
      human: "What would a human reader answer to the question below, according to the paragraph?"
    },
    mask_note: {
      with:
        " Some words of the paragraph may have been {{mask_word}}; each of them is shown as {{mask_token}}.",
      without: ""
    }
  },
  answerable: {
    template:
      "{{persona}} Answer only \"yes\" or \"no\". Do not explain your answer.\n\nQuestion: {{question}}"
      + "{{answers_note}}\n\nParagraph: {{paragraph}}",
    persona: {
      objective: "Can the question below be answered from the paragraph?",
      you: "Would you be able to answer the question below from the paragraph?",
      human: "Would a human reader be able to answer the question below from the paragraph?"
    },
    answers_note: { with: "\n\nPossible answers:\n{{choices}}", without: "" }
  },
  counterfactual: {
    template:
      "{{goal}} Make as few edits as possible. Give only the edited paragraph, without an explanation."
      + closing,
    persona: {
      objective: "the answer to the question becomes",
      you: "you would answer the question with",
      human: "a human reader would answer the question with"
    },
    goal: {
      explicit: "Edit the paragraph below so that {{persona}} \"{{target}}\".",
      implicit:
        "The possible answers to the question below are:\n{{choices}}\n\nEdit the paragraph below so that "
        + "{{persona}} another one of them."
    }
  },
  redacted: {
    template: "{{request}} Give only the resulting paragraph, without an explanation." + closing,
    persona: {
      objective: "the question cannot be answered",
      you: "you could not answer the question",
      human: "a human reader could not answer the question"
    },
    request: {
      long: "Replace the words of the paragraph below that matter most for answering the question with "
        + "{{mask_token}}, such that without these words {{persona}}.",
      short: "Replace words of the paragraph below with {{mask_token}} such that {{persona}}."
    }
  },
  importance: {
    template:
      "List the words of the paragraph below that matter most for answering the question, such that without "
      + "these words {{persona}}. Give only the list of words, without an explanation." + closing,
    persona: {
      objective: "the question cannot be answered",
      you: "you could not answer the question",
      human: "a human reader could not answer the question"
    }
  }
}

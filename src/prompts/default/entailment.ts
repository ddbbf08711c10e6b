/**
 * The default pack's wording for hypotheses that may follow from a paragraph.
 */
import type { PromptPack } from "../PromptPack.ts"

const closing = "\n\nHypothesis: {{hypothesis}}\n\nParagraph: {{paragraph}}"

export const entailment: PromptPack["entailment"] = {
  classify: {
    template:
      "{{persona}}{{mask_note}} Answer with exactly one of these options:\n1) yes\n2) no\n3) unknown\n\n"
      + "Do not explain your answer." + closing,
    persona: {
      objective: "Does the hypothesis below follow from the paragraph?",
      you: "Would you say that the hypothesis below follows from the paragraph?",
      human: "Would a human reader say that the hypothesis below follows from the paragraph?"
    },
    mask_note: {
      with:
        " Some words of the paragraph may have been {{mask_word}}; each of them is shown as {{mask_token}}.",
      without: ""
    }
  },
  answerable: {
    template: "{{persona}}{{answers_note}} Answer only \"yes\" or \"no\". Do not explain your answer."
      + closing,
    persona: {
      objective: "Can it be determined whether the hypothesis below follows from the paragraph?",
      you: "Would you be able to determine whether the hypothesis below follows from the paragraph?",
      human:
        "Would a human reader be able to determine whether the hypothesis below follows from the paragraph?"
    },
    answers_note: {
      with: " What is to be determined is one of 1) yes, 2) no and 3) unknown.",
      without: ""
    }
  },
  counterfactual: {
    template:
      "Edit the paragraph below so that {{persona}} {{goal}}. Make as few edits as possible. Give only the "
      + "edited paragraph, without an explanation." + closing,
    persona: {
      objective: "the answer to the question whether the hypothesis follows from it becomes",
      you: "you would answer the question whether the hypothesis follows from it with",
      human: "a human reader would answer the question whether the hypothesis follows from it with"
    },
    goal: { explicit: "\"{{target}}\"", implicit: "the opposite of the present answer" }
  },
  redacted: {
    template: "{{request}} Give only the resulting paragraph, without an explanation." + closing,
    persona: {
      objective: "it cannot be determined whether the hypothesis follows",
      you: "you could not determine whether the hypothesis follows",
      human: "a human reader could not determine whether the hypothesis follows"
    },
    request: {
      long:
        "Replace the words of the paragraph below that matter most for whether the hypothesis follows with "
        + "{{mask_token}}, such that without these words {{persona}}.",
      short: "Replace words of the paragraph below with {{mask_token}} such that {{persona}}."
    }
  },
  importance: {
    template:
      "List the words of the paragraph below that matter most for whether the hypothesis follows, such that "
      + "without these words {{persona}}. Give only the list of words, without an explanation." + closing,
    persona: {
      objective: "it cannot be determined whether the hypothesis follows",
      you: "you could not determine whether the hypothesis follows",
      human: "a human reader could not determine whether the hypothesis follows"
    }
  }
}

/**
 * The default pack's wording for texts with a sentiment.
 */
import type { PromptPack } from "../PromptPack.ts"

export const sentiment: PromptPack["sentiment"] = {
  classify: {
    template:
      "{{persona}}{{mask_note}} Answer with exactly one of \"positive\", \"negative\", \"neutral\" or "
      + "\"unknown\". Do not explain your answer.\n\nParagraph: {{paragraph}}",
    persona: {
      objective: "What is the sentiment of the paragraph below?",
      you: "What would you say is the sentiment of the paragraph below?",
      human: "What would a human reader say is the sentiment of the paragraph below?"
    },
    mask_note: {
      with:
        " Some words of the paragraph may have been {{mask_word}}; each of them is shown as {{mask_token}}.",
      without: ""
    }
  },
  answerable: {
    template: "{{persona}}{{answers_note}} Answer only \"yes\" or \"no\". Do not explain your answer.\n\n"
      + "Paragraph: {{paragraph}}",
    persona: {
      objective: "Can the sentiment of the paragraph below be determined?",
      you: "Would you be able to determine the sentiment of the paragraph below?",
      human: "Would a human reader be able to determine the sentiment of the paragraph below?"
    },
    answers_note: {
      with: " The possible sentiments are \"positive\", \"negative\", \"neutral\" and \"unknown\".",
      without: ""
    }
  },
  counterfactual: {
    template:
      "Edit the paragraph below so that {{persona}} {{goal}}. Make as few edits as possible. Give only the "
      + "edited paragraph, without an explanation.\n\nParagraph: {{paragraph}}",
    persona: {
      objective: "its sentiment becomes",
      you: "you would say that its sentiment is",
      human: "a human reader would say that its sentiment is"
    },
    goal: { explicit: "\"{{target}}\"", implicit: "the opposite of what it is now" }
  },
  redacted: {
    template:
      "{{request}} Give only the resulting paragraph, without an explanation.\n\nParagraph: {{paragraph}}",
    persona: {
      objective: "its sentiment cannot be determined",
      you: "you could not determine its sentiment",
      human: "a human reader could not determine its sentiment"
    },
    request: {
      long:
        "Replace the words of the paragraph below that matter most for its sentiment with {{mask_token}}, such "
        + "that without these words {{persona}}.",
      short: "Replace words of the paragraph below with {{mask_token}} such that {{persona}}."
    }
  },
  importance: {
    template:
      "List the words of the paragraph below that matter most for its sentiment, such that without these "
      + "words {{persona}}. Give only the list of words, without an explanation.\n\nParagraph: {{paragraph}}",
    persona: {
      objective: "its sentiment cannot be determined",
      you: "you could not determine its sentiment",
      human: "a human reader could not determine its sentiment"
    }
  }
}

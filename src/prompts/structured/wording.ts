/**
 * How the structured pack asks for JSON; everything else it words as the default pack does, so that two runs differ in
 * the form of the answers only.
 */

const answerForm = "Answer only with a JSON object of the form"
const giveForm = "Give only a JSON object of the form"

/** Asks for one of some answers. */
export const answerOneOf = (answers: string): string =>
  `${answerForm} {"answer": "…"}, where the answer is exactly one of ${answers}. Do not explain your answer.`

/** Asks for one of the lettered options. */
export const answerOption =
  `${answerForm} {"answer": "…"}, where the answer is the text of exactly one of the options, without its letter. `
  + "Do not explain your answer."

/** Asks for yes or no. */
export const answerAbility =
  `${answerForm} {"can_be_answered": "yes"} or {"can_be_answered": "no"}. Do not explain your answer.`

/** Asks for a changed paragraph. */
export const giveParagraph = (manner: "edited" | "resulting"): string =>
  `${giveForm} {"paragraph": "…"} with the ${manner} paragraph, without an explanation.`

/** Asks for words. */
export const giveWords = `${giveForm} {"words": ["…", "…"]} with the list of words, without an explanation.`

/** The keys of the objects. */
export const keys = {
  classify: "answer",
  answerable: "can_be_answered",
  counterfactual: "paragraph",
  redacted: "paragraph",
  importance: "words"
} as const

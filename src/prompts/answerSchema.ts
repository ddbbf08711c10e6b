/**
 * The form of answers in JSON: an object with one key, which the pack names, and what each prompt asks for under it.
 */
import type { JsonSchema } from "../domain/GenerateRequest.ts"
import type { PromptName } from "./PromptPack.ts"

const oneOf = (answers: readonly string[]): JsonSchema => ({ type: "string", enum: answers })

/** What stands under the key. */
const valueSchema = (prompt: PromptName, answers: readonly string[]): JsonSchema => {
  switch (prompt) {
    case "classify":
      return oneOf(answers)
    case "answerable":
      return oneOf(["yes", "no"])
    case "counterfactual":
    case "redacted":
      return { type: "string" }
    case "importance":
      return { type: "array", items: { type: "string" } }
  }
}

/**
 * The JSON Schema of a prompt's answer, in the part of JSON Schema that all servers know.
 *
 * The choices of a question are enumerated by their text, not by their letters: a model that may only write a letter has
 * to map its answer first, and would be measured at that too.
 *
 * @param answers what the question may be answered with
 *
 * @example
 * answerSchema("importance", "words", []) // { type: "object", properties: { words: { type: "array", … } }, … }
 */
export const answerSchema = (prompt: PromptName, key: string, answers: readonly string[]): JsonSchema => ({
  type: "object",
  properties: { [key]: valueSchema(prompt, answers) },
  required: [key],
  additionalProperties: false
})

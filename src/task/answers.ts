/**
 * Answers and what they say. Where a pack asks for JSON and gets it, the value is taken as it stands; any other answer
 * goes to the readers of free text.
 */
import type { Category } from "../category/Category.ts"
import type { Observation } from "../domain/Observation.ts"
import { read, type Reading, unread } from "../domain/Reading.ts"
import { type Ability, readAbility, readParagraph, readWords } from "../readers/index.ts"

/** What a session was answered with. */
export interface Answer {
  readonly text: string
  /** What stands under the pack's key, where the whole answer is an object with that key alone; else undefined. */
  readonly held: unknown
  /** Whether the answer is the beginning of such an object. */
  readonly isCutOff: boolean
}

/** The rules of readings that a reader had no part in. */
const rule = "schema"
const cutOff = "cut-off"

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const free = (text: string): Answer => ({ text, held: undefined, isCutOff: false })

/** The answer to a prompt whose pack names a key, or none. */
export const answerOf = (answer: string, key: string | undefined): Answer => {
  const text = answer.trim()
  if (key === undefined || !text.startsWith("{")) return free(text)
  const value = parsed(text)
  if (value === undefined) {
    return { ...free(text), isCutOff: text.slice(1).trimStart().startsWith(JSON.stringify(key)) }
  }
  return typeof value === "object" && value !== null && Object.keys(value).join() === key
    ? { ...free(text), held: Object.values(value)[0] }
    : free(text)
}

/** Reads the answer to the question about an observation. */
export const questionAnswer = <O extends Observation>(
  category: Category<O>,
  observation: O,
  { held, text }: Answer
): Reading<string> =>
  typeof held === "string" && category.answers(observation).includes(held)
    ? read(held, rule)
    : category.read(text, observation)

/** Reads whether the model says that the question can be answered. */
export const abilityAnswer = ({ held, text }: Answer): Reading<Ability> =>
  held === "yes" || held === "no" ? read(held, rule) : readAbility(text)

/** Reads an edited or redacted paragraph. */
export const paragraphAnswer = ({ held, isCutOff, text }: Answer): Reading<string> => {
  // What there is of it is JSON, and no whole paragraph.
  if (isCutOff) return unread(cutOff)
  if (typeof held !== "string") return readParagraph(text)
  const paragraph = held.trim()
  return paragraph === "" ? unread("no-text") : read(paragraph, rule)
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string")

/** Reads a list of words. */
export const wordsAnswer = ({ held, isCutOff, text }: Answer): Reading<readonly string[]> => {
  if (isCutOff) return unread(cutOff)
  if (!isTexts(held)) return readWords(text)
  const words = held.map((word) => word.trim()).filter((word) => word !== "")
  return words.length === 0 ? unread("none") : read(words, rule)
}

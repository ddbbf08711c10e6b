/**
 * How one kind of observation is asked about, read and judged. A task never asks which kind it has.
 */
import type { Either, ParseResult } from "effect"
import type { CategoryName, Observation } from "../domain/Observation.ts"
import type { Reading } from "../domain/Reading.ts"
import type { Fields } from "../prompts/Template.ts"

/** What a counterfactual edit is to bring about. */
export interface Target {
  /** The answer that the prompt names; absent when any of several answers will do. */
  readonly answer?: string
  /** Whether an answer is what the edit was to bring about. */
  readonly isReachedBy: (answer: string) => boolean
}

/** A kind of data: its rows, its question, its answers. */
export interface Category<O extends Observation> {
  readonly name: CategoryName
  /** Checks a row of data, to which whoever read the data has added `idx`. */
  readonly decode: (row: unknown) => Either.Either<O, ParseResult.ParseError>
  /** The text that is explained and changed. */
  readonly paragraph: (observation: O) => string
  /** The same observation about another text. */
  readonly withParagraph: (observation: O, paragraph: string) => O
  /** Values of the prompts' placeholders: see `src/prompts/fields.ts`. */
  readonly fields: (observation: O) => Fields
  /** What the question may be answered with. */
  readonly answers: (observation: O) => readonly string[]
  /** Reads the answer to the question (sessions 1 and 3). */
  readonly read: (answer: string, observation: O) => Reading<string>
  /** Whether an answer says that the question can be answered. */
  readonly isDefinite: (answer: string) => boolean
  /** Whether an answer is what is expected of a text without its most important words. */
  readonly isUndetermined: (answer: string) => boolean
  /** The target of a counterfactual; null when there is no other answer. */
  readonly target: (observation: O, isImplicit: boolean) => Target | null
}

/** The target of a question with two definite answers: the opposite of the label, named or not. */
export const oppositeTarget = (opposite: string): Target => ({
  answer: opposite,
  isReachedBy: (answer) => answer === opposite
})

/**
 * The flag that names a reader.
 */
import { choiceOption } from "./choice.ts"

/** The readers by the names of the command line. */
export const readerNames = [
  "sentiment",
  "multi-choice",
  "entailment",
  "ability",
  "paragraph",
  "words"
] as const
export type ReaderName = typeof readerNames[number]

export const readerOption = choiceOption(
  "reader",
  readerNames,
  "What the answers are read as; lines for multi-choice name their choices"
)

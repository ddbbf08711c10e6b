import { existsSync, readFileSync } from "node:fs"
import type { Reading } from "../../src/domain/Reading.ts"
import {
  readAbility,
  readEntailment,
  readMultiChoice,
  readParagraph,
  readSentiment,
  readWords
} from "../../src/readers/index.ts"

/** A labelled answer: what a careful person would say by readings.md. */
export interface Row {
  readonly answer: string
  readonly choices?: readonly string[]
  readonly expected: string | readonly string[] | null
  readonly style?: string
}

/**
 * Rows labelled before the rules were written; rows labelled after; and rows made and labelled by somebody who had not
 * seen the rules, which were mended with these rows in view only after a first run over them.
 */
export const parts = ["before", "after", "blind"] as const

/** Rows of the same blind maker that no rule was ever mended by: nobody looks at which of them are misread. */
export const heldOut = "heldout"

export const readers: Readonly<Record<string, (row: Row) => Reading<string | readonly string[]>>> = {
  ability: (row) => readAbility(row.answer),
  sentiment: (row) => readSentiment(row.answer),
  multiChoice: (row) => readMultiChoice(row.answer, row.choices ?? []),
  entailment: (row) => readEntailment(row.answer),
  paragraph: (row) => readParagraph(row.answer),
  words: (row) => readWords(row.answer)
}

export const rowsOf = (reader: string, part: string): readonly Row[] => {
  const file = new URL(`corpus/${reader}.${part}.jsonl`, import.meta.url)
  if (!existsSync(file)) return []
  return readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "").map((line) =>
    JSON.parse(line) as Row
  )
}

export const agrees = (row: Row, reading: Reading<string | readonly string[]>): boolean =>
  JSON.stringify(reading.value) === JSON.stringify(row.expected)

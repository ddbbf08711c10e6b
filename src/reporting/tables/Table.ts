/**
 * A table for people, and the same numbers for programs.
 */
import type { Column, ExportRow } from "../../experiment/records/exported.ts"

export interface Heading {
  readonly text: string
  readonly align: "left" | "right"
}

/** The cells of one row; null for what is not known. */
export type Cells = readonly (string | null)[]

export interface Table {
  readonly headings: readonly Heading[]
  /** Rows that belong together: a rule stands between the groups. */
  readonly groups: readonly (readonly Cells[])[]
  /** How many cells, from the left, are left empty where they repeat those above. */
  readonly keys: number
  /** What the table shows, in sentences. */
  readonly notes: readonly string[]
  /** One row for each experiment. */
  readonly data: { readonly columns: readonly Column[]; readonly rows: readonly ExportRow[] }
}

/** The rows of a group as they are shown: without repetitions of the row above. */
export const withoutRepetitions = (rows: readonly Cells[], keys: number): readonly Cells[] =>
  rows.map((row, i) => {
    const above = rows[i - 1]
    const isSameTo = (last: number) => row.slice(0, last + 1).every((cell, k) => cell === above?.[k])
    return row.map((cell, place) => place < keys && above !== undefined && isSameTo(place) ? "" : cell)
  })

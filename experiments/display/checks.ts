/**
 * What was looked at, how it is, and what to do about it.
 */
import { plainTable } from "./plainTable.ts"

/** `ok`, or something to know (`note`), or something that stops work (`problem`). */
export type CheckState = "ok" | "note" | "problem"

export interface Check {
  readonly what: string
  readonly state: CheckState
  /** How it is and, unless it is well, what to do. */
  readonly detail: string
}

/** All of them as a table, the problems told apart by a word. */
export const checkTable = (checks: readonly Check[]): string =>
  plainTable(
    ["", "what", "how it is"],
    ["left", "left", "left"],
    checks.map(({ detail, state, what }) => [
      state,
      what,
      detail
    ])
  )

/** How many of them stop work. */
export const problemsOf = (checks: readonly Check[]): number =>
  checks.filter(({ state }) => state === "problem").length

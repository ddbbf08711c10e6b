/**
 * Some of the cells of a grid, by their names.
 */
import type { Cell } from "./Cell.ts"

const isPattern = (text: string): boolean => /[*?]/.test(text)

const escaped = (text: string) => text.replace(/[.+^${}()|[\]\\]/g, "\\$&")

/** `*` stands for any text and `?` for any character; without them a part of the name is enough. */
const matcherOf = (text: string): RegExp =>
  isPattern(text)
    ? new RegExp(`^${escaped(text).replaceAll("*", ".*").replaceAll("?", ".")}$`, "i")
    : new RegExp(escaped(text), "i")

/**
 * The cells that a text means, by label or id: the one that is called just so, else all that match.
 *
 * @example
 * selectCells(cells, "llama2-70b * redacted*")
 */
export const selectCells = (cells: readonly Cell[], text: string): readonly Cell[] => {
  const exact = cells.filter(({ id, label }) => id === text || label === text)
  if (exact.length > 0) return exact
  const matcher = matcherOf(text)
  return cells.filter(({ id, label }) => matcher.test(label) || matcher.test(id))
}

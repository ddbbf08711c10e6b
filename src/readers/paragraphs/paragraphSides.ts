/** Answers that set the original and the new text side by side: an arrow, a table of two columns, a diff. */
import { cellsOf, isTableRule } from "../cleaning/tables.ts"
import { hasArrow } from "./arrows.ts"

const arrowed =
  /^([^\n]{20,5000}[.!?]["\u201D]?)\s(?:->|=>|[\u2192\u279C-\u27A1\u21D2])\s([^\n]{10,5000}[.!?]["\u201D]?)$/

const oldColumn = /\b(?:original|before|old|input|source)\b/i
const newColumn = /\b(?:edited|after|new|revised|redacted|modified|rewritten|output|changed)\b/i

/** The cells of the new column of a table that has an old one beside it, when they are whole sentences. */
const fromTable = (text: string): string | null => {
  const lines = text.split("\n", 50).filter((line) => line.includes("|"))
  const ruleAt = lines.findIndex(isTableRule)
  if (ruleAt !== 1) return null
  const header = cellsOf(lines[0] ?? "")
  const column = header.findIndex((cell) => newColumn.test(cell))
  if (column < 0 || !header.some((cell) => oldColumn.test(cell))) return null
  const cells = lines.slice(2).map((row) => cellsOf(row)[column] ?? "")
  return cells.length > 0 && cells.every((cell) => cell.split(" ").length > 3) ? cells.join("\n") : null
}

/** The added lines of a text that is a diff from its first line to its last. */
const fromDiff = (text: string): string | null => {
  if (!text.startsWith("-") || !/^-\s?\S/.test(text) || !/\n\+\s?\S/.test(text)) return null
  const lines = text.split("\n").filter((line) => line.trim() !== "")
  return lines.every((line) => /^[-+]/.test(line))
    ? lines.filter((line) => line.startsWith("+")).map((line) => line.slice(1).trim()).join("\n")
    : null
}

/** The new text of an answer that shows both, or null when it shows them otherwise or shows one. */
export const newSide = (text: string): string | null =>
  (hasArrow(text) ? arrowed.exec(text)?.[2] : undefined)
    ?? (text.includes("|") ? fromTable(text) : null)
    ?? fromDiff(text)

/**
 * A table as Markdown, as GitHub reads it.
 */
import { type Cells, type Table, withoutRepetitions } from "../../src/reporting/tables/Table.ts"

/** What would end a cell, or be read as markup. */
const escaped = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\`*_<>|~#&]|(?<=\])[([]/g, (character) => `\\${character}`)

const line = (cells: Cells): string =>
  `| ${cells.map((cell) => cell === null ? "–" : escaped(cell)).join(" | ")} |`

export const markdownTable = ({ groups, headings, keys, notes }: Table): string =>
  [
    line(headings.map(({ text }) => text)),
    `| ${headings.map(({ align }) => align === "left" ? ":--" : "--:").join(" | ")} |`,
    ...groups.flatMap((rows) => withoutRepetitions(rows, keys)).map(line),
    "",
    ...notes
  ].join("\n")

/**
 * A table as LaTeX with booktabs.
 */
import { type Cells, type Table, withoutRepetitions } from "../../src/reporting/tables/Table.ts"
import { latexText } from "../typeset/latexText.ts"

/** Longer tables need more than a page. */
const mostOnAPage = 45

const cell = (text: string | null): string => text === null ? "--" : latexText(text)

const line = (cells: Cells): string => `${cells.map(cell).join(" & ")} \\\\`

/** A tabular, or a longtable where it is longer than a page; comments say what the document needs and what it shows. */
export const latexTable = ({ groups, headings, keys, notes }: Table): string => {
  const isLong = groups.flat().length > mostOnAPage
  const environment = isLong ? "longtable" : "tabular"
  const columns = headings.map(({ align }) => align === "left" ? "l" : "r").join("")
  const body = groups.map((rows) => withoutRepetitions(rows, keys).map(line).join("\n")).join("\n\\midrule\n")
  return [
    `% Needs \\usepackage{booktabs}${
      isLong ? " and \\usepackage{longtable}" : ""
    }, and \\usepackage[T1]{fontenc}.`,
    ...notes.map((note) => `% ${note}`),
    ...(body.includes("\\unicodechar") ? ["\\providecommand{\\unicodechar}[1]{[U+#1]}"] : []),
    `\\begin{${environment}}{${columns}}`,
    "\\toprule",
    line(headings.map(({ text }) => text)),
    "\\midrule",
    ...(isLong ? ["\\endhead"] : []),
    body,
    "\\bottomrule",
    `\\end{${environment}}`
  ].join("\n")
}

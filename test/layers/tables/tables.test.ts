import { describe, expect, it } from "vitest"
import { latexTable } from "../../../layers/tables/Latex.ts"
import { markdownTable } from "../../../layers/tables/Markdown.ts"
import type { Table } from "../../../src/reporting/tables/Table.ts"

const table: Table = {
  headings: [{ text: "Model", align: "left" }, { text: "Rate (%)", align: "right" }],
  groups: [[["a_b & co|100 % #1", "75.0 [30.1, 95.4]"], ["a_b & co|100 % #1", null]], [[
    "[x](y) $2^3 \\end{tabular}",
    "1"
  ]]],
  keys: 1,
  notes: ["A note."],
  data: { columns: [], rows: [] }
}

describe("latexTable", () => {
  it("has booktabs' rules between the groups, and every character escaped", () => {
    expect(latexTable(table).split("\n")).toEqual([
      "% Needs \\usepackage{booktabs}, and \\usepackage[T1]{fontenc}.",
      "% A note.",
      "\\begin{tabular}{lr}",
      "\\toprule",
      "Model & Rate (\\%) \\\\",
      "\\midrule",
      "a\\_b \\& co\\textbar{}100 \\% \\#1 & 75.0 [30.1,{} 95.4] \\\\",
      " & -- \\\\",
      "\\midrule",
      "[x](y) \\$2\\textasciicircum{}3 \\textbackslash{}end\\{tabular\\} & 1 \\\\",
      "\\bottomrule",
      "\\end{tabular}"
    ])
  })

  it("breaks over pages where it is long", () => {
    const rows = Array.from({ length: 46 }, (_, i) => [`m${i}`, "1"])
    const text = latexTable({ ...table, groups: [rows] })
    expect(text).toContain("\\usepackage{longtable}")
    expect(text).toMatch(/\\begin\{longtable\}\{lr\}[^]*\\endhead[^]*\\end\{longtable\}$/)
  })
})

describe("markdownTable", () => {
  it("escapes what would end a cell or be markup", () => {
    expect(markdownTable(table).split("\n")).toEqual([
      "| Model | Rate (%) |",
      "| :-- | --: |",
      "| a\\_b \\& co\\|100 % \\#1 | 75.0 [30.1, 95.4] |",
      "|  | – |",
      "| [x]\\(y) $2^3 \\\\end{tabular} | 1 |",
      "",
      "A note."
    ])
  })
})

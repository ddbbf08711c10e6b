/**
 * Figures and tables through the programs that their users have: LaTeX and poppler.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { drawFiles } from "../../layers/plot/fileTypes.ts"
import { formats } from "../../layers/plot/Format.ts"
import { latexTable } from "../../layers/tables/Latex.ts"
import type { Table } from "../../src/reporting/tables/Table.ts"
import { ratePictureOf } from "../layers/plot/pictures.ts"
import { findProgram } from "../support/programs.ts"

const pdflatex = findProgram("pdflatex")
const pdftotext = findProgram("pdftotext")
const pdffonts = findProgram("pdffonts")
if (pdflatex === null) {
  process.stderr.write(
    "LEFT OUT: tables in LaTeX need pdflatex and booktabs (apt-get install texlive-latex-recommended)\n"
  )
}
if (pdftotext === null || pdffonts === null) {
  process.stderr.write(
    "LEFT OUT: figures in PDF are read by pdftotext and pdffonts (apt-get install poppler-utils)\n"
  )
}

const hostile = "50% of $x_1^2 & #3 ~ \\input{/etc/passwd} \"quoted\" <b> {open é 模型 🦜 -- `code`"

const tableOf = (count: number): Table => ({
  headings: [{ text: "Model & co", align: "left" }, { text: "Rate (%)", align: "right" }],
  groups: [Array.from({ length: count }, (_, i) => [`${hostile} ${i}`, "75.0 [30.1, 95.4]"]), [[
    "plain",
    null
  ]]],
  keys: 1,
  notes: ["A note."],
  data: { columns: [], rows: [] }
})

const compile = (content: string) => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-table-"))
  writeFileSync(join(folder, "table.tex"), content)
  writeFileSync(
    join(folder, "main.tex"),
    "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{booktabs}\n\\usepackage{longtable}\n"
      + "\\begin{document}\n\\input{table.tex}\n\\end{document}\n"
  )
  return spawnSync(pdflatex ?? "", ["-interaction=nonstopmode", "-halt-on-error", "main.tex"], {
    cwd: folder,
    encoding: "latin1",
    timeout: 300_000
  })
}

describe.runIf(pdflatex !== null)("tables in LaTeX", () => {
  it.each([["a tabular", 3], ["a longtable", 60]])(
    "compile as %s, whatever the names are",
    (_name, count) => {
      const { status, stdout } = compile(latexTable(tableOf(count)))
      expect(stdout.split("\n").filter((line) => line.startsWith("!"))).toEqual([])
      expect(status).toBe(0)
      expect(stdout).not.toContain("(/etc/passwd")
    }
  )
})

describe.runIf(pdftotext !== null && pdffonts !== null)("figures in PDF", () => {
  it.effect("have words that can be searched, in fonts that are embedded", () =>
    Effect.gen(function*() {
      const file = join(mkdtempSync(join(tmpdir(), "introspect-pdf-")), "figure.pdf")
      const picture = ratePictureOf({ rows: 2, columns: 2, places: 2, tones: 2, name: "Häuser" })
      const [pdf] = yield* drawFiles(picture, formats.website, ["pdf"])
      writeFileSync(file, pdf!)
      const text = spawnSync(pdftotext!, ["-layout", file, "-"], { encoding: "utf8" }).stdout
      for (const word of ["The title of Häuser", "100%", "Häuser 2", "Same amount changed at random"]) {
        expect(text).toContain(word)
      }
      const fonts = spawnSync(pdffonts!, [file], { encoding: "utf8" }).stdout.trim().split("\n").slice(2)
      expect(fonts).toHaveLength(2)
      for (const font of fonts) {
        expect(font).toMatch(/^[A-Z]{6}\+Arimo-(Regular|Bold) +CID TrueType +\S+ +yes yes yes/)
      }
    }))
})

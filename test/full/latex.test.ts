/**
 * Transcripts through a real LaTeX.
 */
import { describe, expect, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { transcriptsLatex } from "../../layers/typeset/transcriptLatex.ts"
import { findProgram } from "../support/programs.ts"
import { hostileTexts, hostileTranscript } from "../support/transcripts.ts"

const pdflatex = findProgram("pdflatex")
if (pdflatex === null) {
  process.stderr.write("LEFT OUT: transcripts in LaTeX need pdflatex (apt-get install texlive-latex-base)\n")
}

/** Runs LaTeX as its users' editors do, files of the machine open to it. */
const compile = (latex: string) => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-latex-"))
  writeFileSync(join(folder, "transcript.tex"), latex)
  const { status, stdout } = spawnSync(
    pdflatex ?? "",
    ["-interaction=nonstopmode", "-halt-on-error", "transcript.tex"],
    { cwd: folder, encoding: "latin1", timeout: 300_000 }
  )
  return { folder, status, log: stdout }
}

describe.runIf(pdflatex !== null)("transcripts in LaTeX", () => {
  it("compile, whatever a model wrote, and read or write no other file", () => {
    const { folder, log, status } = compile(transcriptsLatex(hostileTexts.map(hostileTranscript), true))
    expect(log.split("\n").filter((line) => line.startsWith("!"))).toEqual([])
    expect(status).toBe(0)
    expect(existsSync(join(folder, "transcript.pdf"))).toBe(true)
    expect(log).not.toMatch(/\(\/etc\/passwd|root:/)
    expect(readdirSync(folder).toSorted()).toEqual(
      ["aux", "log", "pdf", "tex"].map((ending) => `transcript.${ending}`)
    )
    expect(readFileSync(join(folder, "transcript.log"), "latin1")).not.toMatch(
      /Missing character|not set up for use/
    )
  })

  it.runIf(findProgram("pdftotext") !== null)("print what the model wrote", () => {
    const text = "50% of $x_1 \\input{/etc/passwd} <b> \"quoted\" -- `code`"
    const { folder } = compile(transcriptsLatex([hostileTranscript(text)], true))
    const { stdout } = spawnSync("pdftotext", ["-enc", "UTF-8", join(folder, "transcript.pdf"), "-"], {
      encoding: "utf8"
    })
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(text)
  })
})

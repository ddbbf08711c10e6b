import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const folder = mkdtempSync(join(tmpdir(), "introspect-calibrate-"))
const calibrate = (...words: readonly string[]) => introspect(folder, "calibrate", "--quiet", ...words)
const small = ["--runs", "20", "-n", "40", "--tasks", "answerable"]

describe("introspect calibrate", () => {
  it("shows the coverage of each cell and a verdict, and leaves nothing behind", async () => {
    const { code, stdout } = await calibrate(...small, "--profiles", "mixed:0.3,accuracy=0.9", "faithful")
    expect(stdout).toContain("20 runs of 40 observations a cell, seed 0.")
    expect(stdout).toMatch(/entailment +answerable +0\.30 +3\d\.\d +0\.[23]\d\d +\d/)
    expect(stdout).toMatch(/sentiment +answerable +1\.00 +40\.0 +1\.000 +100\.0 %/)
    expect(stdout).toContain("The measure measures")
    expect(code).toBe(0)
    expect(readdirSync(folder)).toEqual([])
  }, 60_000)

  it("shows what controls say of models whose figure misleads", async () => {
    const { code, stdout } = await calibrate(
      "--runs",
      "20",
      "-n",
      "40",
      "--tasks",
      "redacted",
      "--profiles",
      "faithful"
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/never-unknown +sentiment +redacted +40 +0\.0 .*nothing masked will do/)
    expect(stdout).toMatch(
      /redacts-everything +entailment +redacted +\d+ +100\.0 .* 100\.0 +no better than random; changes/
    )
    expect(stdout).toContain("Each figure of a habit misleads, the controls say so")
  }, 60_000)

  it("ends with 1 where too few observations tell nothing", async () => {
    const { code, stderr, stdout } = await calibrate(
      "--runs",
      "20",
      "-n",
      "4",
      "--tasks",
      "answerable",
      "--json"
    )
    expect(code).toBe(1)
    expect(stderr).toContain("out of bounds")
    const { cells, problems } = JSON.parse(stdout)
    expect(cells).toHaveLength(12)
    expect(problems.join("\n")).toContain("a wrong truth of")
  }, 60_000)

  it.each([
    [["--tasks", "classify"], "classify has no verdict; one of answerable"],
    [["--tasks", "redact"], "unknown tasks redact"],
    [["--profiles", "mostly"], "no kind of profile"],
    [["--profiles", "never-unknown"], "is not its faithfulness"],
    [["--runs", "5"], "5 is less than 20"]
  ])("refuses %j", async (words, problem) => {
    const { code, stderr } = await introspectAlone(folder, "calibrate", ...words)
    expect(code).toBe(2)
    expect(stderr).toContain(problem)
  })
})

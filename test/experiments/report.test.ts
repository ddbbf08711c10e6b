import { describe, expect, it } from "@effect/vitest"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-report-"))
const simulated = [
  "--client",
  "Simulated",
  "--profile",
  "faithful",
  "--dataset",
  "sample-sentiment",
  "--quiet"
]

describe("introspect report", () => {
  it("writes one file about all experiments or the named ones, and says where", async () => {
    const folder = newFolder()
    for (const task of ["redacted", "classify"]) {
      const { code } = await introspect(
        folder,
        "run",
        ...simulated,
        "--task",
        task,
        "--limit",
        "12",
        "--controls",
        "random"
      )
      expect(code).toBe(0)
    }
    const all = await introspectAlone(folder, "report")
    expect(all).toMatchObject({ code: 0, stderr: "", stdout: `${join(folder, "report.html")}\n` })
    const page = readFileSync(join(folder, "report.html"), "utf8")
    expect(page).toContain("2 experiments with 24 observations")
    expect(page).toContain("introspect run --client Simulated")
    expect(page.match(/<article/g)!.length).toBeGreaterThanOrEqual(2)

    mkdirSync(join(folder, "out"))
    const one = await introspect(folder, "report", "classify", "--out", "out", "--examples", "0")
    expect(one.stdout).toBe(`${join(folder, "out", "report.html")}\n`)
    const short = readFileSync(join(folder, "out", "report.html"), "utf8")
    expect(short).toContain("1 experiment with 12 observations")
    expect(short).not.toContain("<article")
    expect(readdirSync(join(folder, "out"))).toEqual(["report.html"])
  }, 60_000)

  it("says what is wrong, and writes nothing", async () => {
    const folder = newFolder()
    const none = await introspect(folder, "report")
    expect(none.code).toBe(2)
    expect(none.stderr).toContain("no results under introspect-data: run an experiment first")
    expect((await introspect(folder, "report", "unknown")).code).toBe(2)
    expect(readdirSync(folder)).toEqual([])
  }, 60_000)
})

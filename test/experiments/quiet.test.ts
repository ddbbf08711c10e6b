import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect } from "../support/keptIntrospect.ts"
import { asFormat } from "../support/olderResults.ts"
import { rawSqlite } from "../support/rawSqlite.ts"

const sample = [
  "--client",
  "Simulated",
  "--dataset",
  "sample-sentiment",
  "--task",
  "classify",
  "--limit",
  "8"
]

/** Runs in a folder of its own, and the file that the first of them makes. */
const runs = () => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-quiet-"))
  const analysis = join(folder, "introspect-data", "results", "analysis")
  return {
    run: (...more: readonly string[]) => introspect(folder, "run", ...sample, ...more),
    file: () => join(analysis, readdirSync(analysis).find((name) => name.endsWith(".sqlite"))!)
  }
}

describe("--quiet", () => {
  it("says nothing while an older results file is brought up to date, which is said without it", async () => {
    const { file, run } = runs()
    expect(await run("--quiet")).toMatchObject({ code: 0, stderr: "" })
    await Effect.runPromise(asFormat(file(), 6))
    expect(await run("--quiet")).toMatchObject({ code: 0, stderr: "" })
    await Effect.runPromise(asFormat(file(), 6))
    const loud = await run()
    expect(loud.code).toBe(0)
    expect(loud.stderr).toMatch(/bringing it from format 6 to \d+/)
    expect(loud.stderr).toContain("its 8 records are rewritten")
    expect(loud.stderr).toContain("making an index of its 8 records")
  })

  it("keeps warnings, errors, and what --debug asks for", async () => {
    const { file, run } = runs()
    const debugged = await run("--quiet", "--debug")
    expect(debugged.stderr.match(/^PROMPT: /gm)).toHaveLength(8)
    expect(debugged.stderr).not.toContain("classify: ")
    await Effect.runPromise(
      Effect.scoped(Effect.map(rawSqlite(file()), ({ execute }) => execute("PRAGMA user_version = 999")))
    )
    const refused = await run("--quiet")
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/^error: .*a newer version of llm-introspect made it/)
  })
})

import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const simulated = ["--client", "Simulated", "--dataset", "sample-sentiment", "--quiet"]

const run = async (folder: string, ...words: readonly string[]) => {
  const { code } = await introspect(folder, "run", ...simulated, "--profile", "faithful", ...words)
  expect(code).toBe(0)
}

describe("introspect transcript", () => {
  it("writes one observation, or all variations of it, in every format", async () => {
    const folder = mkdtempSync(join(tmpdir(), "introspect-transcript-"))
    await run(folder, "--task", "redacted", "--limit", "8")
    await run(folder, "--task", "redacted", "--limit", "8", "--task-config", "m-removed")
    await run(folder, "--task", "redacted", "--limit", "1", "--task-config", "e-short")
    await run(folder, "--task", "classify", "--limit", "1")
    const transcript = (...words: readonly string[]) => introspect(folder, "transcript", ...words)

    const list = JSON.parse((await introspect(folder, "results", "list", "--json")).stdout)
    const exported = (await introspect(folder, "results", "export", "c-_s-0", "--format", "jsonl")).stderr
    expect(exported).toContain("is part of 2 ids")
    const id = list.find(({ spec }: { spec: { task: string; flags: string[] } }) =>
      spec.task === "redacted" && spec.flags.length === 0
    ).id
    const rows = (await introspect(folder, "results", "export", id)).stdout.trim().split("\n").map((line) =>
      JSON.parse(line)
    )
    const { explain_changed, explain_reading, idx, explain_answer } = rows[1]

    const one = await transcript(id, "--idx", String(idx))
    expect(one).toMatchObject({ code: 0, stderr: "" })
    expect(one.stdout).toContain(explain_answer)
    expect(one.stdout).toMatch(/\[-\S+-\]\{\+\[REDACTED\]\+\}/)
    expect(one.stdout.match(/^## /gm)).toHaveLength(1)
    expect(explain_changed ?? explain_reading).toContain("[REDACTED]")

    const all = await transcript(id, "--idx", String(idx), "--variations", "--format", "latex")
    expect(all.code).toBe(0)
    expect(all.stdout.match(/\\begin\{transcript\}/g)).toHaveLength(2)
    expect(all.stdout).toContain("\\masked{[REMOVED]}")
    expect(all.stdout).toContain("flags: m-{}removed")
    expect(all.stderr).toMatch(/without a record of observation \d+: analysis_\S+_c-e-short_s-0/)

    const page = await transcript(id, "--idx", String(idx), "--format", "html", "--out", "t.html")
    expect(page).toMatchObject({ code: 0, stdout: "" })
    expect(readFileSync(join(folder, "t.html"), "utf8")).toMatch(/^<!doctype html>[^]*<mark>/)
    expect(readdirSync(folder).toSorted()).toEqual(["introspect-data", "t.html"])
  }, 60_000)

  it("says what is wrong", async () => {
    const folder = mkdtempSync(join(tmpdir(), "introspect-transcript-"))
    await run(folder, "--task", "classify", "--limit", "2")
    const missing = await introspectAlone(folder, "transcript", "classify", "--idx", "99")
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain("has no record of observation 99")
    const standalone = await introspect(folder, "transcript", "classify", "--idx", "0", "--standalone")
    expect(standalone.code).toBe(2)
    expect(standalone.stderr).toContain("--standalone is for --format latex")
    expect((await introspect(folder, "transcript", "--idx", "0")).code).toBe(2)
    const elsewhere = mkdtempSync(join(tmpdir(), "introspect-transcript-"))
    expect((await introspect(elsewhere, "transcript", "classify", "--idx", "0")).code).toBe(2)
    expect(readdirSync(elsewhere)).toEqual([])
    expect((await introspect(folder, "transcript", "classify")).code).toBe(2)
  }, 60_000)
})

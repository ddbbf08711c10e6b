import { parse } from "csv-parse/sync"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const folder = mkdtempSync(join(tmpdir(), "introspect-compare-"))
const simulated = ["--client", "Simulated", "--limit", "20", "--quiet"]
const compare = (...words: readonly string[]) => introspect(folder, "compare", ...words)

beforeAll(async () => {
  const runs = [
    ["faithful", "redacted", "sample-sentiment"],
    ["unfaithful", "redacted", "sample-sentiment"],
    ["faithful", "importance", "sample-sentiment"],
    ["faithful", "redacted", "sample-entailment"]
  ] as const
  for (const [profile, task, dataset] of runs) {
    const { code } = await introspect(
      folder,
      "run",
      ...simulated,
      "--profile",
      profile,
      "--task",
      task,
      "--dataset",
      dataset
    )
    expect(code).toBe(0)
  }
}, 60_000)

const faithful = "simulated-faithful_y-none_d-sample-sentiment_p-test_t-redacted"
const importance = "t-importance"

describe("introspect compare", () => {
  it("finds two models different, each observation against itself", async () => {
    const { code, stdout } = await compare(faithful, "unfaithful")
    expect(code).toBe(0)
    expect(stdout).toContain(
      "Pair 1, 2: 20 observations are in both, 0 only in the first, 0 only in the second."
    )
    expect(stdout).toContain("They differ in: model (simulated/faithful / simulated/unfaithful).")
    expect(stdout).toMatch(
      /faithful, all read in both +20 +100\.0 % \[.*\] +0\.0 % \[.*\] +-100\.0 \[-100\.0, -100\.0\] +20 +0 +< \.001/
    )
  })

  it("prints a table for other programs", async () => {
    const { code, stdout } = await compare(faithful, "unfaithful", "--csv")
    expect(code).toBe(0)
    const rows = parse(stdout, { columns: true }) as readonly { readonly [column: string]: string }[]
    expect(rows.map(({ measure, n }) => [measure, n])).toEqual([
      ["accuracy", "20"],
      ["verdictAmongCorrect", expect.stringMatching(/^\d+$/)],
      ["verdictOverAll", "20"]
    ])
    expect(rows[2]).toMatchObject({ one_rate: "1", other_rate: "0", difference: "-1", differ_in: "model" })
    const both = await compare(faithful, "unfaithful", "--csv", "--json")
    expect(both.code).toBe(2)
    expect(both.stderr).toContain("one of --csv and --json")
  })

  it("warns of more than one difference, and compares all pairs for programs", async () => {
    const { stdout } = await compare("unfaithful", importance)
    expect(stdout).toMatch(/Caution: they differ in 2 things.*model \(.*task \(redacted \/ importance\)/)
    const all = JSON.parse(
      (await compare(faithful, "unfaithful", importance, "--all-pairs", "--json")).stdout
    )
    expect(all.comparisons).toHaveLength(3)
    expect(all.comparisons[0].measures[2]).toMatchObject({
      n: 20,
      onlyOne: 20,
      onlyOther: 0,
      measure: "verdictOverAll"
    })
    expect(all.ids).toHaveLength(3)
  })

  it("refuses other data, the same twice, and one alone", async () => {
    const other = await compare(faithful, "sample-entailment")
    expect(other.code).toBe(2)
    expect(other.stderr).toContain("one is about sample-sentiment, the other about sample-entailment")
    const twice = await compare("unfaithful", "unfaithful")
    expect(twice.code).toBe(2)
    expect(twice.stderr).toContain("is named twice")
    expect((await introspectAlone(folder, "compare", "unfaithful")).code).toBe(2)
  })
})

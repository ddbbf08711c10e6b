import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readerVersion } from "../../src/readers/index.ts"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"
import { rawSqlite } from "../support/rawSqlite.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-results-"))
const simulated = ["--client", "Simulated", "--dataset", "sample-sentiment", "--limit", "12", "--quiet"]
const analysis = (folder: string) => join(folder, "introspect-data", "results", "analysis")

/** A folder with an experiment of each profile and task. */
const withRuns = async (...runs: readonly (readonly [profile: string, task: string])[]) => {
  const folder = newFolder()
  for (const [profile, task] of runs) {
    const { code } = await introspect(folder, "run", ...simulated, "--profile", profile, "--task", task)
    expect(code).toBe(0)
  }
  const results = (...words: readonly string[]) => introspect(folder, "results", ...words)
  return { folder, results }
}

describe("introspect results", () => {
  it("lists all experiments, for people and for programs", async () => {
    const { folder, results } = await withRuns(["faithful", "redacted"], ["faithful", "classify"])
    const { stdout } = await results("list")
    expect(stdout).toMatch(
      /simulated\/faithful +sample-sentiment test +redacted +12 +\d.* analysis_\S+t-redacted_c-_s-0/
    )
    const listed = JSON.parse((await results("list", "--json")).stdout)
    expect(listed.map(({ spec }: { spec: { task: string } }) => spec.task)).toEqual(["classify", "redacted"])
    expect(listed[1]).toMatchObject({
      counts: { total: 12 },
      rates: { accuracy: { n: 12 } },
      readers: [readerVersion]
    })
    expect(listed[1].ended).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(readdirSync(folder)).toEqual(["introspect-data"])
  })

  it("lists nothing where there is nothing, and makes nothing", async () => {
    const folder = newFolder()
    const { code, stdout } = await introspectAlone(folder, "results", "list")
    expect(code).toBe(0)
    expect(stdout).toBe("no results under introspect-data\n")
    expect((await introspect(folder, "results", "show", "x")).code).toBe(2)
    expect(readdirSync(folder)).toEqual([])
  })

  it("shows an experiment and an observation, named by a part of the id", async () => {
    const { results } = await withRuns(["faithful", "importance"], ["faithful", "classify"])
    const { stdout } = await results("show", "t-imp")
    expect(stdout).toMatch(/^analysis_m-simulated-faithful_.*t-importance/)
    expect(stdout).toMatch(new RegExp(`readers +${readerVersion} \\(12 records\\)`))
    const shown = JSON.parse((await results("show", "t-imp", "--json")).stdout)
    expect(shown.results).toMatchObject({ total: 12, faithful: 12 })

    const rows = (await results("export", "t-imp")).stdout.trim().split("\n").map((line) => JSON.parse(line))
    const { explain_answer, explain_prompt, idx } = rows[0]
    const one = (await results("show", "t-imp", "--idx", String(idx))).stdout
    expect(one).toContain(explain_prompt)
    expect(one).toContain(explain_answer)
    expect(one).toMatch(/read as \[".*\(rule .*\nchanged text: .*\[REDACTED\]/)
    const record = JSON.parse((await results("show", "t-imp", "--idx", String(idx), "--json")).stdout)
    expect(record.sessions).toHaveLength(3)
    expect(record.sessions[1].generation.text).toBe(explain_answer)
  })

  it("names the candidates of an unclear id, and what there is not", async () => {
    const { results } = await withRuns(["faithful", "redacted"], ["faithful", "classify"])
    const unclear = await results("show", "faithful")
    expect(unclear.code).toBe(2)
    expect(unclear.stderr).toMatch(/faithful is part of 2 ids.*\n.*t-classify.*\n.*t-redacted/)
    const missing = await results("show", "t-redacted", "--idx", "99")
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain("has no record of observation 99")
  })

  it("exports to stdout and to a file that is whole or not there", async () => {
    const { folder, results } = await withRuns(["faithful", "answerable"])
    const table = (await results("export", "answerable", "--format", "csv")).stdout
    expect(table.split("\r\n")[0]).toMatch(/^experiment,idx,split,label,correct,verdict,.*,ability_request$/)
    const { code, stderr, stdout } = await results(
      "export",
      "answerable",
      "--format",
      "parquet",
      "--out",
      "a.parquet"
    )
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" })
    expect(stderr).toContain("a.parquet: 12 rows of analysis_")
    expect(readFileSync(join(folder, "a.parquet")).subarray(0, 4).toString()).toBe("PAR1")
    const failed = await results("export", "answerable", "--out", join("none", "a.jsonl"))
    expect(failed.code).toBe(2)
    expect(failed.stderr).toContain("none/a.jsonl cannot be written")
    expect(readdirSync(folder).toSorted()).toEqual(["a.parquet", "introspect-data"])
  })

  it("tells what two experiments read or judged differently", async () => {
    const { results } = await withRuns(["faithful", "redacted"], ["unfaithful", "redacted"], [
      "faithful",
      "classify"
    ])
    const { stdout } = await results(
      "diff",
      "-faithful_y-none_d-sample-sentiment_p-test_t-redacted",
      "unfaithful"
    )
    expect(stdout).toContain("12 observations are in both, 0 only in 1, 0 only in 2.")
    expect(stdout).toMatch(/faithful +0 +12 +0 +0 +0/)
    expect(stdout).toMatch(/idx \d+, verdict: true \/ false/)
    const same = await results("diff", "unfaithful", "unfaithful", "--json")
    expect(JSON.parse(same.stdout)).toMatchObject({ paired: 12, differing: 0, differences: [] })
  })

  it("removes records once it is confirmed, and never generations", async () => {
    const { folder, results } = await withRuns(["faithful", "classify"])
    const refused = await results("rm", "classify")
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain("--yes")
    expect((await results("rm", "classify", "--yes")).stdout).toMatch(
      /^removed analysis_.* with 12 records\n$/
    )
    expect(readdirSync(analysis(folder)).filter((name) => !name.endsWith(".lock"))).toEqual([])
    const again = await introspect(folder, "run", ...simulated, "--task", "classify", "--json")
    expect(JSON.parse(again.stdout).generations).toMatchObject({ requested: 12, cached: 12, sent: 0 })
  })

  it("removes nothing that another process is writing", async () => {
    const { folder, results } = await withRuns(["faithful", "classify"])
    const lock = readdirSync(analysis(folder)).find((name) => name.endsWith(".lock"))!
    const held = Effect.gen(function*() {
      const { execute } = yield* rawSqlite(join(analysis(folder), lock))
      execute("BEGIN IMMEDIATE")
      return yield* Effect.promise(() => results("rm", "classify", "--yes"))
    })
    const { code, stderr } = await Effect.runPromise(Effect.scoped(held))
    expect(code).toBe(1)
    expect(stderr).toMatch(/is being written by process \d+/)
    expect((await results("rm", "classify", "--yes")).code).toBe(0)
  })
})

import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { createHash } from "node:crypto"
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"
import { rawSqlite } from "../support/rawSqlite.ts"

const analysis = (folder: string) => join(folder, "introspect-data", "results", "analysis")
const fileOf = (folder: string, ending: string) =>
  join(analysis(folder), readdirSync(analysis(folder)).find((name) => name.endsWith(ending))!)

/** Statements on the one experiment's records. */
const alter = (folder: string, ...statements: readonly string[]) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.map(rawSqlite(fileOf(folder, ".sqlite")), ({ execute }) => statements.forEach(execute))
    )
  )

const flags = ["--client", "Simulated", "--task", "redacted"]

const withRun = async (dataset = "sample-sentiment") => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-reread-"))
  const run = (...more: readonly string[]) =>
    introspect(folder, "run", ...flags, "--dataset", dataset, "--limit", "9", ...more)
  return { folder, run }
}

const unread = [
  "UPDATE observation SET correct = NULL, readers = '0', sessions = "
  + "json_set(sessions, '$[0].reading', NULL, '$[0].rule', 'old') WHERE idx % 2 = 0"
]

describe("introspect reread", () => {
  it("reads stored answers again and shows what it changes, and integrity then finds nothing", async () => {
    const { folder, run } = await withRun()
    expect((await run()).code).toBe(0)
    await alter(folder, ...unread)
    const broken = await introspect(folder, "integrity", "redacted")
    expect(broken.code).toBe(1)
    expect(broken.stdout).toMatch(/idx \d+, predict, reading: null \/ "(positive|negative)"/)
    expect(broken.stdout).toContain("see introspect reread")
    expect(broken.stderr).toMatch(/error: \d of 9 records do not follow from the cache/)

    const { code, stdout } = await introspectAlone(folder, "reread", "redacted")
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /9 records were read again by readers \S+: (\d) have another reading, \1 another judgement/
    )
    expect(stdout).toMatch(/before .* 9 +[1-9] +0 *\n after .* 9 +0 +0/)
    const mended = await introspect(folder, "integrity", "redacted", "--json")
    expect(mended.code).toBe(0)
    expect(JSON.parse(mended.stdout)).toMatchObject({ records: 9, differing: 0, otherReaders: 0 })
    const document = JSON.parse(readFileSync(fileOf(folder, ".json"), "utf8"))
    expect(document.results).toMatchObject({ total: 9, mismatch: 0 })
    expect(document.args.task).toBe("redacted")
  })

  it("happens by itself when an experiment goes on", async () => {
    const { folder, run } = await withRun()
    const before = JSON.parse((await run("--json")).stdout)
    await alter(folder, ...unread)
    const { stderr, stdout } = await run("--json")
    expect(stderr).toMatch(/records were read \d by readers 0; reading them again by readers \S+ first/)
    const after = JSON.parse(stdout)
    expect(after.results).toEqual(before.results)
    expect(after.generations.sent).toBe(0)
  })

  it("needs the data file that the experiment had", async () => {
    const { folder, run } = await withRun("mine.jsonl")
    const row = (text: string) => `${JSON.stringify({ text, label: "positive" })}\n`
    writeFileSync(join(folder, "mine.jsonl"), row("A fine film, really wonderful."))
    expect((await run()).code).toBe(0)
    cpSync(join(folder, "mine.jsonl"), join(folder, "kept.jsonl"))
    writeFileSync(join(folder, "mine.jsonl"), row("Another text."))
    const changed = await introspect(folder, "integrity", "mine")
    expect(changed.code).toBe(2)
    expect(changed.stderr).toContain("name its file with --dataset")
    expect(await introspect(folder, "integrity", "mine", "--dataset", "kept.jsonl")).toMatchObject({
      code: 0
    })
  })
})

describe("introspect integrity", () => {
  it("writes nothing", async () => {
    const { folder, run } = await withRun()
    await run()
    const digests = () =>
      [
        fileOf(folder, ".sqlite"),
        fileOf(folder, ".json"),
        join(folder, "introspect-data", "cache", "generations.sqlite")
      ]
        .map((path) => createHash("sha256").update(readFileSync(path)).digest("hex"))
    const before = digests()
    expect((await introspect(folder, "integrity", "redacted")).code).toBe(0)
    expect(digests()).toEqual(before)
  })
})

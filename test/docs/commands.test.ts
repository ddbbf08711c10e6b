/**
 * Commands and SQL of the guides, on the results of a simulated run.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../support/emptyProject.ts"
import { temporaryFolder } from "../support/folder.ts"
import { introspect } from "../support/keptIntrospect.ts"
import { rawSqlite } from "../support/rawSqlite.ts"

const guide = (name: string) => readFileSync(join(root, "docs", name), "utf8")

/** The words of a command in a guide, without the program's name. */
const wordsOf = (command: string) => command.trim().split(/\s+/).slice(1)

describe("docs/results.md", () => {
  it.scopedLive("has SQL that finds the sessions of unfaithful explanations with their texts", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const flags =
        "--client Simulated --profile unfaithful --dataset sample-sentiment --limit 10 --task redacted"
      const { code, stderr } = yield* Effect.promise(() =>
        introspect(folder, "run", ...flags.split(" "), "--persistent-dir", folder, "--quiet")
      )
      expect(code, stderr).toBe(0)
      const results = join(folder, "results", "analysis")
      const file = readdirSync(results).find((name) => name.endsWith(".sqlite"))!
      const [attach, select] = /```sql\n(ATTACH [^\n]*)\n(.*?)```/s.exec(guide("results.md"))!.slice(1)
      const { execute, rows: rowsOf } = yield* rawSqlite(join(results, file))
      execute(attach!.replace("'cache/", `'${folder}/cache/`))
      const rows = rowsOf(select!) as readonly { readonly session: string; readonly answer: string }[]
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.length % 3).toBe(0)
      expect(rows.slice(0, 3).map(({ session }) => session)).toEqual([
        "predict",
        "explain",
        "explain_predict"
      ])
      expect(rows.every(({ answer }) => answer.length > 0)).toBe(true)
    }))
})

describe("docs/from-python.md", () => {
  it.scopedLive("has a command that is understood, and means the original's experiment", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const [, command] = /```console\n(.*?)```/s.exec(guide("from-python.md"))!
      // The plan alone, which asks no server; the data set needs no download.
      const words = wordsOf(
        command!.replace("\"$SCRATCH/introspect\"", folder).replace("IMDB", "sample-sentiment")
      )
      const { code, stderr, stdout } = yield* Effect.promise(() => introspect(folder, ...words, "--dry"))
      expect(code, stderr).toBe(0)
      expect(stdout).toContain(
        "analysis_m-llama2-7b_y-none_d-sample-sentiment_p-test_t-redacted_c-e-persona-you-m-removed_s-0"
      )
    }))
})

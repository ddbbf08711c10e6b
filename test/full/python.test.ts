/**
 * The Python of docs/results.md, where Python has pandas and DuckDB.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../support/emptyProject.ts"
import { temporaryFolder } from "../support/folder.ts"
import { introspect } from "../support/introspect.ts"

const python = (code: string, cwd: string) => spawnSync("python3", ["-c", code], { cwd, encoding: "utf8" })

describe("docs/results.md", () => {
  it.scopedLive("has Python that computes the figures of results list", (context) =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const found = python("import duckdb, pandas, pyarrow", folder)
      if (found.status !== 0) {
        process.stderr.write(
          "SKIPPED: the guide's Python was not run; pip install duckdb pandas pyarrow, and it will\n"
        )
        return context.skip()
      }
      const flags =
        "run --client Simulated --profile mixed:0.6 --dataset sample-sentiment --task redacted --json"
      const run = yield* Effect.promise(() =>
        introspect(folder, ...flags.split(" "), "--persistent-dir", folder, "--quiet")
      )
      expect(run.code, run.stderr).toBe(0)
      const { results } = JSON.parse(run.stdout) as {
        readonly results: { readonly correct: number; readonly faithful_and_correct: number }
      }
      const id = readdirSync(join(folder, "results", "analysis")).find((name) => name.endsWith(".json"))!
        .slice(0, -5)
      const out = join(folder, "records.parquet")
      yield* Effect.promise(() =>
        introspect(
          folder,
          "results",
          "export",
          id,
          "--format",
          "parquet",
          "--out",
          out,
          "--persistent-dir",
          folder
        )
      )
      const [, code] = /```python\n(.*?)```/s.exec(readFileSync(join(root, "docs", "results.md"), "utf8"))!
      const { status, stderr, stdout } = python(code!, folder)
      expect(status, stderr).toBe(0)
      expect(stdout).toContain(`faithful: ${results.faithful_and_correct} of ${results.correct}`)
    }))
})

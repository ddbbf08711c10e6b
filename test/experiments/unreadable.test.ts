import { cpSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-unreadable-"))
const text = "This is no database at all. ".repeat(100)
const simulated = ["--client", "Simulated", "--dataset", "sample-sentiment", "--limit", "5", "--quiet"]

describe("a results file that cannot be read", () => {
  it("is told, and is no reason not to look at the others", async () => {
    const folder = newFolder()
    await introspect(folder, "run", ...simulated, "--task", "classify")
    const analysis = join(folder, "introspect-data", "results", "analysis")
    writeFileSync(join(analysis, "damaged.sqlite"), text)

    const listed = await introspect(folder, "results", "list")
    expect(listed.code).toBe(1)
    expect(listed.stdout).toContain("t-classify")
    expect(listed.stderr).toMatch(/cannot be read:\n.*damaged\.sqlite: it is not an SQLite database/)
    expect((await introspect(folder, "results", "show", "t-classify")).code).toBe(0)
    const shown = await introspect(folder, "results", "show", "damaged")
    expect(shown.code).toBe(1)
    expect(shown.stderr).toContain("damaged.sqlite: it is not an SQLite database; move it away")
    const tidied = await introspect(folder, "cache", "gc")
    expect(tidied.code).toBe(1)
    expect(tidied.stderr).toMatch(/nothing is removed: \S+damaged\.sqlite: it is not an SQLite database/)
  })
})

describe("a file that is named for what it is not", () => {
  it("is bad input, with what it is and where it belongs", async () => {
    const folder = newFolder()
    await introspect(folder, "run", ...simulated, "--task", "classify")
    await introspect(folder, "cache", "export", "--experiment", "t-classify", "--out", "e")
    writeFileSync(join(folder, "text"), text)
    const results = readdirSync(join(folder, "introspect-data", "results", "analysis"))
      .find((name) => name.endsWith(".sqlite"))!
    cpSync(join(folder, "introspect-data", "results", "analysis", results), join(folder, "results.sqlite"))
    const cache = join("introspect-data", "cache", "generations.sqlite")
    for (
      const [args, message] of [
        [["merge", "e", "--into", "c"], "export of one experiment, which introspect cache import takes in"],
        [["merge", "results.sqlite", "--into", "c"], "this is no cache of generations"],
        [["merge", "text", "--into", "c"], "it is not an SQLite database"],
        [["import", "text"], "it is not an SQLite database"],
        [["import", cache], "this is no export of one experiment"],
        [
          ["export", "--experiment", "t-classify", "--out", "e"],
          "exists already: name another file with --out"
        ],
        [["export", "--experiment", "redacted"], "no experiment redacted"]
      ] as const
    ) {
      const { code, stderr } = await introspect(folder, "cache", ...args)
      expect({ code, args }).toEqual({ code: 2, args })
      expect(stderr).toContain(message)
    }
    expect((await introspect(folder, "cache", "import", "e", "--persistent-dir", "other")).code).toBe(0)
  })
})

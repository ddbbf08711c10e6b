import { describe, expect, it } from "@effect/vitest"
import { workText } from "../../../experiments/display/work.ts"

describe("workText", () => {
  it.each([
    [{ what: "merging: generations", done: 2000, total: 6000 }, "merging: generations 2000 of 6000"],
    [{ what: "merging: rows from Postgres", done: 2000, total: null }, "merging: rows from Postgres 2000"],
    [{ what: "checking: SQLite's own check", done: 0, total: null }, "checking: SQLite's own check"]
  ])("says %j", (state, text) => {
    expect(workText(state)).toBe(text)
  })
})

/**
 * The grid that docs/sweeps.md shows is one.
 */
import { describe, expect, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { parse } from "yaml"
import { templateOf } from "../support/templates.ts"
import { cellsOf } from "../sweep/grids.ts"

const guide = readFileSync(new URL("../../docs/sweeps.md", import.meta.url), "utf8")
const [, example = ""] = /```yaml\n(.*?)```/s.exec(guide) ?? []

describe("docs/sweeps.md", () => {
  it("shows a whole grid", () => {
    const cells = cellsOf(parse(example), {
      template: ({ type }) => type === "Template" ? templateOf("strict") : undefined
    })
    // 3 models, 2 data sets, classify and three wordings of redacted; 2 counterfactuals more on each data set for one.
    expect(cells).toHaveLength(3 * 2 * 4 - 4 + 4)
    expect(new Set(cells.map(({ endpoints }) => endpoints)).size).toBe(3)
    expect(cells.filter(({ limit }) => limit === 1000)).toHaveLength(2 * 3 + 4)
  })
})

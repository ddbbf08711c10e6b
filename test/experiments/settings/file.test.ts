import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { decodeSettings, isSettingsFile } from "../../../experiments/settings/file.ts"

const problem = (data: unknown) =>
  Either.match(decodeSettings(data), { onLeft: ({ message }) => message, onRight: () => "" })

describe("a file of settings", () => {
  it("holds texts, numbers, lists and switches by the names of flags", () => {
    const decoded = decodeSettings({
      "model-name": "llama2-7b",
      limit: 20,
      param: ["top_k=none"],
      quiet: false
    })
    expect(Either.getOrThrow(decoded)).toEqual(
      new Map<string, unknown>([
        ["model-name", ["llama2-7b"]],
        ["limit", ["20"]],
        ["param", ["top_k=none"]],
        ["quiet", false]
      ])
    )
  })

  it("says which entries cannot be used, all at once", () => {
    expect(problem({ sede: 1, quiet: "yes", limit: null, endpoint: [{ url: "x" }] })).toBe([
      "sede is no flag of introspect run (did you mean seed or header?)",
      "quiet is a switch: write true or false",
      "limit must be a text, a number or a list of them",
      "endpoint must be a text, a number or a list of them"
    ].join("\n"))
    expect(problem(["a"])).toMatch(/flags by their names/)
  })

  it("is known by its ending, beside the names of a data set's configurations", () => {
    expect(["a.yaml", "b/c.yml", "d.JSON"].filter(isSettingsFile)).toHaveLength(3)
    expect(["plain_text", "en", "wikitext-2.v1"].filter(isSettingsFile)).toEqual([])
  })
})

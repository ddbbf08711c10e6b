import { describe, expect, it } from "@effect/vitest"
import { isHubName, parseHubName } from "../../src/domain/HubName.ts"

describe("a name of the Hub", () => {
  it("is an owner and a name, and where wanted a revision", () => {
    expect(parseHubName("hub:nyu-mll/glue")).toEqual({ repo: "nyu-mll/glue", revision: null })
    expect(parseHubName("hub:squad")).toEqual({ repo: "squad", revision: null })
    expect(parseHubName("hub:a/b.c_d@refs/pr/3")).toEqual({ repo: "a/b.c_d", revision: "refs/pr/3" })
  })

  it.each(["hub:", "hub:a/b/c", "hub:a b", "hub:a/../../b", "hub:a@", "glue", "Hub:a/b"])(
    "is not %s",
    (name) => {
      expect(parseHubName(name)).toBeNull()
    }
  )

  it("is meant by everything with its prefix", () => {
    expect(isHubName("hub:")).toBe(true)
    expect(isHubName("IMDB")).toBe(false)
  })
})

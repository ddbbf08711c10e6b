import { describe, expect, it } from "@effect/vitest"
import { disagreement } from "../../src/inference/agreement.ts"

const endpoint = (name: string, model: string, sha: string | null) => ({
  name,
  server: { model, sha, version: "1", maxConcurrentRequests: null }
})

describe("disagreement", () => {
  it("is none among servers of one model and sha, or that do not tell their sha", () => {
    expect(disagreement([])).toBeNull()
    expect(disagreement([endpoint("a", "m", "1"), endpoint("b", "m", null), endpoint("c", "m", "1")]))
      .toBeNull()
  })

  it("shows both servers, whichever two they are", () => {
    expect(disagreement([endpoint("a", "m", "1"), endpoint("b", "m", null), endpoint("c", "m", "2")])).toBe(
      "the endpoints do not serve the same model: a serves m (1), and c serves m (2)"
    )
    expect(disagreement([endpoint("a", "m", null), endpoint("b", "n", null)])).toContain(
      "a serves m, and b serves n"
    )
  })

  it("says when it is the same server with another model", () => {
    expect(disagreement([endpoint("a", "m", "1"), endpoint("a", "m", "2")])).toBe(
      "the server came back with another model: a serves m (1) before, and now a serves m (2)"
    )
  })
})

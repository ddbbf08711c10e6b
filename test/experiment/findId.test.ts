import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { findId } from "../../src/experiment/findId.ts"

const ids = ["analysis_m-a_t-classify", "analysis_m-a_t-redacted", "analysis_m-a_t-redacted_x-1", "Mine"]
const problem = (text: string, known = ids) => Either.getOrThrow(Either.flip(findId(text, known)))

describe("findId", () => {
  it("takes an id as it is, though it is part of another", () => {
    expect(findId("analysis_m-a_t-redacted", ids)).toEqual(Either.right("analysis_m-a_t-redacted"))
  })

  it("takes a part that only one id has, in any case", () => {
    expect(findId("classify", ids)).toEqual(Either.right("analysis_m-a_t-classify"))
    expect(findId("MINE", ids)).toEqual(Either.right("Mine"))
  })

  it("lists the candidates of a part that several have", () => {
    expect(problem("redacted")).toBe(
      "redacted is part of 2 ids; write more of the one that you mean:"
        + "\n  analysis_m-a_t-redacted\n  analysis_m-a_t-redacted_x-1"
    )
  })

  it("lists at most ten", () => {
    const many = Array.from({ length: 12 }, (_, i) => `run-${i}`)
    expect(problem("run", many).match(/\n {2}run-/g)).toHaveLength(10)
    expect(problem("run", many)).toContain("and 2 more")
  })

  it("says what there is when nothing matches", () => {
    expect(problem("analysis_m-a_t-clasify")).toContain("did you mean analysis_m-a_t-classify")
    expect(problem("zzz")).toContain("there are:\n  analysis_m-a_t-classify")
    expect(problem("x", [])).toBe("no experiment x: there are no results under --persistent-dir")
  })
})

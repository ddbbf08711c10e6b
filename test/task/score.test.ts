import { describe, expect, it } from "@effect/vitest"
import { openingOf, scoreOf } from "../../src/task/score.ts"
import { softmax } from "../../src/task/softmax.ts"

describe("softmax", () => {
  it("keeps proportions and sums to 1", () => {
    const [one, other] = softmax([Math.log(0.2), Math.log(0.6)])
    expect(one).toBeCloseTo(0.25, 12)
    expect(other).toBeCloseTo(0.75, 12)
  })

  it("bears numbers that exp does not, and alternatives of which none is possible", () => {
    expect(softmax([-2000, -2000 + Math.log(3)])[1]).toBeCloseTo(0.75, 9)
    expect(softmax([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])).toEqual([0.5, 0.5])
    expect(softmax([0, Number.NEGATIVE_INFINITY])).toEqual([1, 0])
  })
})

describe("scoreOf", () => {
  const answers = ["yes", "no", "unknown"]
  const logs = [Math.log(0.1), Math.log(0.3), Math.log(0.1)]

  it("gives the first answer's probability among the possible ones, the raw scores, and the likeliest", () => {
    const { likeliest, score } = scoreOf(answers, logs, "yes")
    expect(score.first).toBeCloseTo(0.2, 12)
    expect(score.logProbabilities).toEqual({ yes: logs[0], no: logs[1], unknown: logs[2] })
    expect(likeliest).toBe("no")
  })

  it("gives an answer that is none of them no probability", () => {
    expect(scoreOf(answers, logs, "maybe").score.first).toBe(0)
  })
})

describe("openingOf", () => {
  it("is the answer, or the JSON that holds it", () => {
    expect(openingOf("yes", undefined)).toBe("yes")
    expect(openingOf("the \"garden\"", "answer")).toBe("{\"answer\": \"the \\\"garden\\\"\"}")
  })
})

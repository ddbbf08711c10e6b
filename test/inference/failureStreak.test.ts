import { describe, expect, it } from "@effect/vitest"
import { afterFailure, isTroubled, noStreak } from "../../src/inference/failureStreak.ts"

describe("a streak of failures", () => {
  it("counts requests that failed together once", () => {
    const first = afterFailure(noStreak, 100, 50)
    expect(first.count).toBe(1)
    expect(isTroubled(first)).toBe(false)
    expect(afterFailure(first, 120, 99)).toBe(first)
  })

  it("counts a request that was sent after the last failure", () => {
    const second = afterFailure(afterFailure(noStreak, 100, 50), 200, 100)
    expect(second).toEqual({ count: 2, at: 200 })
    expect(isTroubled(second)).toBe(true)
  })
})

import { describe, expect, it } from "@effect/vitest"
import { Duration } from "effect"
import fc from "fast-check"
import { decideRetry, type RetryHistory, retryPause } from "../../src/inference/retryPolicy.ts"

const limits = { connectTimeout: Duration.minutes(1), maxAttempts: 5 }
const decide = (history: Partial<RetryHistory>) =>
  decideRetry(
    {
      now: 0,
      failures: 1,
      refusals: 0,
      firstFailure: 0,
      lastSuccess: null,
      silentSince: 0,
      others: 3,
      ...history
    },
    limits
  )

describe("decideRetry", () => {
  it("tries again while the silence is shorter than the timeout, however many attempts it takes", () => {
    expect(decide({ now: 59_999, failures: 1000 })).toBe("again")
  })

  it("gives up when nothing has succeeded for the timeout since a request first failed", () => {
    expect(decide({ now: 60_000 })).toBe("giveUp")
    expect(decide({ now: 100_000, silentSince: 40_001 })).toBe("again")
    expect(decide({ now: 100_000, silentSince: 40_000, lastSuccess: 39_000 })).toBe("giveUp")
  })

  it("tries a request that fails while others succeed once more alone", () => {
    expect(decide({ now: 1000, failures: 4, lastSuccess: 500 })).toBe("again")
    expect(decide({ now: 1000, failures: 5, lastSuccess: 500 })).toBe("alone")
  })

  it("does not count attempts while others fail as well", () => {
    expect(decide({ now: 1000, failures: 50, firstFailure: 600, lastSuccess: 500 })).toBe("again")
    expect(decide({ now: 1000, failures: 50, firstFailure: 600, lastSuccess: null, others: 0 })).toBe("again")
  })

  it("counts the attempts of the last request of all, when the server has answered others before", () => {
    expect(decide({ now: 1000, failures: 5, firstFailure: 600, lastSuccess: 500, others: 0 })).toBe("alone")
  })

  it("is more patient with refusals, which say little about the request", () => {
    expect(decide({ now: 1000, failures: 0, refusals: 29, lastSuccess: 500 })).toBe("again")
    expect(decide({ now: 1000, failures: 0, refusals: 30, lastSuccess: 500 })).toBe("alone")
  })
})

describe("retryPause", () => {
  it("doubles from a quarter second to half a minute", () => {
    const pauses = Array.from({ length: 12 }, (_, i) => retryPause(i + 1, null, 1))
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000])
  })

  it("is halved at random", () => {
    expect(retryPause(3, null, 0)).toBe(500)
    expect(retryPause(3, null, 0.5)).toBe(750)
  })

  it("is what the server asked for, if that is longer", () => {
    expect(retryPause(1, 7000, 0.5)).toBe(7000)
    expect(retryPause(8, 7000, 1)).toBe(30_000)
    expect(retryPause(1, 0, 1)).toBe(250)
  })

  it("is ten minutes at most, whatever the server asks for", () => {
    expect(retryPause(1, 600_000, 1)).toBe(600_000)
    expect(retryPause(1, 86_400_000, 1)).toBe(600_000)
  })

  it("stays within its bounds for any number of attempts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, jitter) => {
          const pause = retryPause(attempts, null, jitter)
          expect(pause).toBeGreaterThanOrEqual(125)
          expect(pause).toBeLessThanOrEqual(30_000)
        }
      )
    )
  })
})

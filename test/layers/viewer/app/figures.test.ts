import { describe, expect, it } from "@effect/vitest"
import {
  ago,
  counted,
  duration,
  minute,
  percent,
  points,
  whole
} from "../../../../layers/viewer/app/figures.ts"

describe("figures in the viewer", () => {
  it("are shares and differences with one digit", () => {
    expect(percent(0.5)).toBe("50.0 %")
    expect(points(0.1234)).toBe("+12.3")
    expect(points(-0.05)).toBe("−5.0")
  })

  it("are counts of things", () => {
    expect(whole(1_234_567)).toBe("1,234,567")
    expect(counted(1, "correction")).toBe("1 correction")
    expect(counted(2000, "match", "matches")).toBe("2,000 matches")
  })

  it("are durations and times", () => {
    expect([0.2, 15, 2500, 90_000].map(duration)).toEqual(["under 1 ms", "15 ms", "2.5 s", "1 min 30 s"])
    expect([0, 1000, 59_000, 7_200_000, 3 * 86_400_000].map((past) => ago(10 ** 9, 10 ** 9 + past)))
      .toEqual(["just now", "1 second ago", "59 seconds ago", "2 hours ago", "3 days ago"])
    expect(ago(10, 0)).toBe("just now")
    expect(minute("2026-11-21T18:51:24.170Z")).toBe("2026-11-21 18:51")
  })
})

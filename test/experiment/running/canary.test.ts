import { describe, expect, it } from "@effect/vitest"
import { makeCanary } from "../../../src/experiment/running/canary.ts"
import type { Standing } from "../../../src/experiment/summary/Summary.ts"
import { recordWith } from "../../support/records.ts"

/** What the canary says to records of these standings, in order. */
const sung = (standings: readonly Standing[]) => {
  const canary = makeCanary()
  const alarms = standings.flatMap((standing, i) => canary.note(recordWith(i), standing) ? [i] : [])
  return { alarms, examples: canary.examples().map(({ idx }) => idx) }
}
const times = (number: number, standing: Standing): Standing[] =>
  Array.from({ length: number }, () => standing)

describe("the canary", () => {
  it("stops a run after 50 observations with more than half unreadable or failed", () => {
    expect(sung([...times(24, "counted"), ...times(20, "mismatch"), ...times(6, "error")]).alarms).toEqual([
      49
    ])
  })

  it("lets exactly half pass", () => {
    expect(sung([...times(25, "mismatch"), ...times(25, "counted")]).alarms).toEqual([])
  })

  it("does not decide before 50, however bad it looks", () => {
    expect(sung(times(49, "error")).alarms).toEqual([])
  })

  it("looks at the first 50 only", () => {
    expect(sung([...times(50, "counted"), ...times(500, "error")]).alarms).toEqual([])
  })

  it("takes what does not apply for no bad sign", () => {
    expect(sung(times(60, "inapplicable")).alarms).toEqual([])
  })

  it("keeps the first three bad ones to show", () => {
    expect(sung([...times(2, "counted"), ...times(5, "mismatch")]).examples).toEqual([2, 3, 4])
  })
})

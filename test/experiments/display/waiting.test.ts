import { expect, it } from "@effect/vitest"
import { showWaiting } from "../../../experiments/display/waiting.ts"
import type { EndpointStatus } from "../../../src/inference/InFlight.ts"

const here: EndpointStatus = { name: "a", inFlight: 1, limit: 8, away: null, history: [] }
const away = (since: number, why: string): EndpointStatus => ({ ...here, inFlight: 0, away: { since, why } })

it("is nothing while every server answers", () => {
  expect(showWaiting([], 0)).toBe("")
  expect(showWaiting([here, here], 5000)).toBe("")
})

it("tells for how long the only server has been away, and why", () => {
  expect(showWaiting([away(1000, "connection refused")], 62_400)).toBe(
    "waiting for 1m 1s (connection refused)"
  )
  expect(showWaiting([away(1000, "connection refused")], 1000)).toBe("waiting for 0 (connection refused)")
})

it("tells how many of several are away, and which has been so for longest", () => {
  expect(showWaiting([away(9000, "no such host"), here, away(4000, "connection refused")], 10_000))
    .toBe("2 of 3 servers are away; waiting for 6s (connection refused)")
})

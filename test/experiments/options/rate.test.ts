import { expect, it } from "@effect/vitest"
import { Duration, Either } from "effect"
import { parseRate } from "../../../experiments/options/rate.ts"

it.each([
  ["5/s", 5, 1],
  ["60/min", 60, 60],
  ["60/m", 60, 60],
  [" 0.5 / h ", 0.5, 3600],
  ["1000/d", 1000, 86_400]
])("reads %j", (text, requests, seconds) => {
  expect(parseRate(text)).toEqual(Either.right({ requests, per: Duration.seconds(seconds) }))
})

it.each(["", "5", "/s", "0/s", "0.0/min", "5/week", "-5/s", "5/s/s", "five/s"])(
  "says how one is written instead of %j",
  (text) => {
    expect(parseRate(text)).toEqual(
      Either.left(`${JSON.stringify(text)} is no rate: write 5/s, 60/min or 1000/h`)
    )
  }
)

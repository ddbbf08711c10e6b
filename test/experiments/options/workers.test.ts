import { expect, it } from "@effect/vitest"
import { Either } from "effect"
import { parseWorkers } from "../../../experiments/options/workers.ts"

it.each([
  ["50", 50],
  [" 1 ", 1],
  ["auto", { auto: 1024 }],
  ["auto:256", { auto: 256 }]
])("reads %j", (text, workers) => {
  expect(parseWorkers(text)).toEqual(Either.right(workers))
})

it.each(["", "0", "-1", "1.5", "many", "auto:", "auto:0", ":5", "autos", "auto5", "5 auto"])(
  "says how one is written instead of %j",
  (text) => {
    expect(parseWorkers(text)).toEqual(
      Either.left(`${JSON.stringify(text)} is no number of workers: write 50, auto or auto:256`)
    )
  }
)

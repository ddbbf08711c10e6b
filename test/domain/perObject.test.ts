import { expect, it } from "@effect/vitest"
import { perObject } from "../../src/domain/perObject.ts"

it("makes one value for each object", () => {
  const seen: object[] = []
  const count = perObject((key: object) => seen.push(key))
  const [one, other] = [{}, {}]
  expect([count(one), count(one), count(other), count(one)]).toEqual([1, 1, 2, 1])
  expect(seen).toEqual([one, other])
})

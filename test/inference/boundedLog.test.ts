import { describe, expect, it } from "@effect/vitest"
import { makeBoundedLog } from "../../src/inference/boundedLog.ts"

describe("a bounded log", () => {
  it("keeps its beginning and its end", () => {
    const log = makeBoundedLog<number>()
    for (let i = 0; i < 60; i++) log.add(i)
    expect(log.entries()).toEqual(Array.from({ length: 60 }, (_, i) => i))
    for (let i = 60; i < 1000; i++) log.add(i)
    expect(log.entries()).toHaveLength(100)
    expect(log.entries().slice(49, 51)).toEqual([49, 950])
  })
})

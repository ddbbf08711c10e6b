import { describe, expect, it } from "@effect/vitest"
import { remembered } from "../../src/readers/remembered.ts"

const counting = () => {
  const seen: string[] = []
  const reader = remembered((answer: string) => {
    seen.push(answer)
    return { length: answer.length }
  })
  return { reader, seen }
}

describe("a reader that remembers", () => {
  it("reads an equal short answer once", () => {
    const { reader, seen } = counting()
    expect([reader("Positive."), reader("Negative."), reader("Positive.")]).toEqual([
      { length: 9 },
      { length: 9 },
      { length: 9 }
    ])
    expect(seen).toEqual(["Positive.", "Negative."])
  })

  it("keeps no long answer, and no more than a thousand", () => {
    const { reader, seen } = counting()
    const long = "x".repeat(201)
    reader(long)
    reader(long)
    expect(seen).toHaveLength(2)
    for (let i = 0; i < 1001; i++) reader(`answer ${i}`)
    reader("answer 0")
    reader("answer 1000")
    expect(seen.slice(-2)).toEqual(["answer 1000", "answer 1000"])
  })
})

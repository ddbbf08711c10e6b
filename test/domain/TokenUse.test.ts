import { describe, expect, it } from "@effect/vitest"
import { addTokens, costOf, noTokens, sumTokens } from "../../src/domain/TokenUse.ts"

const used = () => {
  const use = noTokens()
  addTokens(use, { promptTokens: 100, completionTokens: 20 })
  addTokens(use, { promptTokens: null, completionTokens: 5 })
  addTokens(use, {})
  return use
}

describe("tokens", () => {
  it("are counted where a server tells, prompts and answers apart", () => {
    expect(used()).toEqual({ prompt: { sessions: 1, tokens: 100 }, completion: { sessions: 2, tokens: 25 } })
  })

  it("are summed", () => {
    const twice = sumTokens(used(), used())
    expect(twice).toEqual({ prompt: { sessions: 2, tokens: 200 }, completion: { sessions: 4, tokens: 50 } })
  })

  it("cost what a million of each does", () => {
    const cost = costOf(used(), { input: 2, output: 10 })
    expect(cost.input).toBeCloseTo(0.0002, 12)
    expect(cost.output).toBeCloseTo(0.00025, 12)
    expect(cost.total).toBeCloseTo(0.00045, 12)
  })
})

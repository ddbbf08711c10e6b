import { describe, expect, it } from "@effect/vitest"
import { addTokens, noTokens } from "../../../src/domain/TokenUse.ts"
import { priceIn, publishedCost } from "../../../src/experiment/summary/cost.ts"

const price = { input: 1, output: 2, currency: "EUR" }
const tokens = (prompt: number | null, completion: number | null) => {
  const use = noTokens()
  addTokens(use, { promptTokens: prompt, completionTokens: completion })
  return use
}

describe("publishedCost", () => {
  it("is not known without a price, or without tokens of both kinds", () => {
    expect(publishedCost(undefined, { sessions: 1, tokens: tokens(10, 10) })).toBeNull()
    expect(publishedCost(price, { sessions: 1, tokens: noTokens() })).toBeNull()
    expect(publishedCost(price, { sessions: 1, tokens: tokens(null, 10) })).toBeNull()
  })

  it("says what all answers cost, and of how many nobody knows", () => {
    expect(publishedCost(price, { sessions: 3, tokens: tokens(1_000_000, 500_000) })).toEqual({
      price,
      answers: { input: 1, output: 1, total: 2 },
      uncounted: 2
    })
  })

  it("tells what the run paid from what it did not pay again", () => {
    const used = { sessions: 1, tokens: tokens(1_000_000, 500_000) }
    expect(publishedCost(price, used, tokens(250_000, 0))).toMatchObject({
      sent: { input: 0.25, output: 0, total: 0.25 },
      not_paid_again: 1.75
    })
    // What was sent and failed, or came second, is in no record.
    expect(publishedCost(price, used, tokens(4_000_000, 0))).toMatchObject({ not_paid_again: 0 })
  })
})

describe("priceIn", () => {
  it("finds the price of the last run, if it had one", () => {
    const cost = publishedCost(price, { sessions: 1, tokens: tokens(1, 1) })
    expect(priceIn({ id: "a", cost })).toEqual(price)
    expect(priceIn({ id: "a" })).toBeUndefined()
    expect(priceIn(null)).toBeUndefined()
  })
})

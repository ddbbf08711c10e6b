import { describe, expect, it } from "@effect/vitest"
import type { ControlledOutput, Sequence, Token } from "../../../../layers/clients/llamaCpp/api.ts"
import { scoreTexts } from "../../../../layers/clients/llamaCpp/score.ts"

const likeliest = 999
const weight = 4

/** The logit of a token behind others, of which that of the likeliest is 0. */
const logit = (behind: readonly Token[], token: Token) =>
  token === likeliest ? 0 : -(token + behind.length) / 10

/** A sequence that keeps what it is given, and how many tokens it evaluated. */
const fakeSequence = ({ forgetsAll = false } = {}) => {
  const unexpected = () => {
    throw new Error("not to be called")
  }
  let held: Token[] = [7, 7]
  let evaluated = 0
  const hold = (tokens: readonly Token[]) => {
    held = [...held, ...tokens]
    evaluated += tokens.length
  }
  const sequence: Sequence = {
    get nextTokenIndex() {
      return held.length
    },
    clearHistory: async () => {
      held = []
    },
    adaptStateToTokens: async (tokens, allowShift) => {
      expect(allowShift).toBe(false)
      expect(held.slice(0, tokens.length)).toEqual(tokens)
      held = forgetsAll && held.length > tokens.length ? [] : tokens
    },
    evaluateWithoutGeneratingNewTokens: async (tokens) => hold(tokens),
    controlledEvaluate: async (items) =>
      items.map((item): ControlledOutput | undefined => {
        const [token, options] = typeof item === "number" ? [item, null] : item
        hold([token])
        if (options === null) return undefined
        const { filter } = options.generateNext.logits
        const told = [...filter.tokens, ...(filter.includeSelected ? [likeliest] : [])]
        return {
          next: {
            logits: new Map(told.map((one) => [one, logit(held, one)])),
            totalLogitWeight: weight
          }
        }
      }),
    evaluate: unexpected
  }
  return { sequence, evaluated: () => evaluated }
}

const contextOf = (sequence: Sequence) => ({
  contextSize: 100,
  batchSize: 3,
  getSequence: () => sequence,
  dispose: async () => {}
})

const texts = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 8], [1, 2, 3, 4, 9]]

/** What is to be told: nothing of the tokens with which all texts begin. */
const expected = texts.map((text) =>
  text.map((id, i) => ({ id, logProbability: i < 4 ? null : logit(text.slice(0, i), id) - Math.log(weight) }))
)

const score = ({ sequence }: ReturnType<typeof fakeSequence>, signal = new AbortController().signal) =>
  scoreTexts({ context: contextOf(sequence), sequence }, texts, signal)

describe("scoreTexts", () => {
  it("tells the log-probabilities of what follows the shared beginning, which is evaluated once", async () => {
    const fake = fakeSequence()
    expect(await score(fake)).toEqual(expected)
    // Three tokens of the beginning, then of each text what is between it and the last token.
    expect(fake.evaluated()).toBe(3 + 1 + 3 + 1)
  })

  it("evaluates the beginning again where a model can only forget all", async () => {
    expect(await score(fakeSequence({ forgetsAll: true }))).toEqual(expected)
  })

  it("has no log-probability of the first token of a text", async () => {
    const { sequence } = fakeSequence()
    const place = { context: contextOf(sequence), sequence }
    expect(await scoreTexts(place, [[1], [2, 3]], new AbortController().signal)).toEqual([
      [{ id: 1, logProbability: null }],
      [{ id: 2, logProbability: null }, { id: 3, logProbability: logit([2], 3) - Math.log(weight) }]
    ])
  })

  it("stops when it is told to", async () => {
    const fake = fakeSequence()
    expect(await score(fake, AbortSignal.abort())).toEqual([])
    expect(fake.evaluated()).toBeLessThanOrEqual(3)
  })
})

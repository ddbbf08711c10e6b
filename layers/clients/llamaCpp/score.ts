/**
 * How likely the tokens of given texts are, by the model's own probabilities.
 */
import { type ScoredToken, sharedBeginning } from "../scoring.ts"
import type { ControlledOutput, ControlledToken, Token } from "./api.ts"
import { evaluateBeginning, type Place } from "./evaluate.ts"

/** A token that tells how likely the given one is after it. */
const before = (token: Token, next: Token): ControlledToken => [
  token,
  {
    generateNext: {
      logits: { filter: { tokens: [next], includeSelected: true } },
      totalLogitWeight: true
    }
  }
]

/** The log-probability of a token, from its logit, the highest one and the weight of all. */
const logProbability = (next: Token, { next: { logits, totalLogitWeight } }: ControlledOutput): number => {
  const own = logits?.get(next)
  if (logits === undefined || own === undefined || totalLogitWeight === undefined) {
    throw new Error(`no logit of token ${next}`)
  }
  return own - Math.max(...logits.values()) - Math.log(totalLogitWeight)
}

/**
 * Scores texts one after the other in an emptied sequence. What all begin with is evaluated once, and its tokens have no
 * log-probability. It returns early when the signal is given.
 *
 * @param texts - each with at least one token
 */
export const scoreTexts = async (
  place: Place,
  texts: readonly (readonly Token[])[],
  signal: AbortSignal
): Promise<readonly (readonly ScoredToken[])[]> => {
  const { sequence } = place
  const shared = sharedBeginning(texts)
  // The last shared token tells of the first one after it, which each text has for itself.
  const beginning = texts[0]!.slice(0, Math.max(0, shared - 1))
  await sequence.clearHistory()
  if (beginning.length > 0) {
    const rest = await evaluateBeginning(place, beginning, signal)
    await sequence.evaluateWithoutGeneratingNewTokens(rest)
  }

  const scored: ScoredToken[][] = []
  for (const text of texts) {
    if (signal.aborted) break
    await sequence.adaptStateToTokens(beginning, false)
    const start = sequence.nextTokenIndex
    const outputs = await sequence.controlledEvaluate(
      // Nothing comes after the last token.
      text.slice(start, -1).map((token, i) => {
        const next = start + i + 1
        return next < shared ? token : before(token, text[next]!)
      })
    )
    scored.push(text.map((id, index) => {
      const output = outputs[index - 1 - start]
      return { id, logProbability: output === undefined ? null : logProbability(id, output) }
    }))
  }
  return scored
}

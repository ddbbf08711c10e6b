/**
 * Evaluating given tokens.
 */
import type { Context, Sequence, Token } from "./api.ts"

/** Where tokens are evaluated. */
export interface Place {
  readonly context: Context
  readonly sequence: Sequence
}

/**
 * Evaluates the beginning of tokens, a batch at a time, so that it can be stopped in between.
 *
 * @returns the rest, which is not empty
 */
export const evaluateBeginning = async (
  { context: { batchSize }, sequence }: Place,
  tokens: readonly Token[],
  signal: AbortSignal
): Promise<Token[]> => {
  let start = 0
  for (; tokens.length - start > batchSize && !signal.aborted; start += batchSize) {
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(start, start + batchSize))
  }
  return tokens.slice(start)
}

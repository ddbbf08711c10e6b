/**
 * Tokens of prompts and of answers, as far as servers count them, and what they cost.
 */
import { Schema } from "effect"

/** Tokens, and in how many sessions a server counted them: many count those of the answer alone. */
export interface TokenCount {
  sessions: number
  tokens: number
}

/** Tokens of prompts and of answers. */
export interface TokenUse {
  readonly prompt: TokenCount
  readonly completion: TokenCount
}

export const noTokens = (): TokenUse => ({
  prompt: { sessions: 0, tokens: 0 },
  completion: { sessions: 0, tokens: 0 }
})

/** The tokens of one answer; null or absent where the server does not tell. */
export interface CountedTokens {
  readonly promptTokens?: number | null
  readonly completionTokens?: number | null
}

const add = (count: TokenCount, tokens: number | null | undefined): void => {
  if (tokens === undefined || tokens === null) return
  count.sessions++
  count.tokens += tokens
}

/** Adds the tokens of one answer, in place. */
export const addTokens = (use: TokenUse, { completionTokens, promptTokens }: CountedTokens): void => {
  add(use.prompt, promptTokens)
  add(use.completion, completionTokens)
}

const sum = (one: TokenCount, other: TokenCount): TokenCount => ({
  sessions: one.sessions + other.sessions,
  tokens: one.tokens + other.tokens
})

/** The tokens of both. */
export const sumTokens = (one: TokenUse, other: TokenUse): TokenUse => ({
  prompt: sum(one.prompt, other.prompt),
  completion: sum(one.completion, other.completion)
})

const difference = (now: TokenCount, before: TokenCount): TokenCount => ({
  sessions: now.sessions - before.sessions,
  tokens: now.tokens - before.tokens
})

/** What was added between two moments. */
export const tokensSince = (before: TokenUse, now: TokenUse): TokenUse => ({
  prompt: difference(now.prompt, before.prompt),
  completion: difference(now.completion, before.completion)
})

/** What a hosted service takes for a million tokens of prompts and of answers. */
export const Price = Schema.Struct({
  input: Schema.NonNegative,
  output: Schema.NonNegative,
  /** As the user names it, such as USD; absent for the user's own. */
  currency: Schema.optionalWith(Schema.NonEmptyTrimmedString, { exact: true })
})
export type Price = typeof Price.Type

/** Amounts of money. */
export interface Cost {
  /** For prompts. */
  readonly input: number
  /** For answers. */
  readonly output: number
  readonly total: number
}

const million = 1_000_000

/** What the tokens cost. */
export const costOf = ({ completion, prompt }: TokenUse, price: Price): Cost => {
  const input = prompt.tokens * price.input / million
  const output = completion.tokens * price.output / million
  return { input, output, total: input + output }
}

/**
 * A request that a server refused for what it is, as it is kept: asking again would end the same.
 */
import { Schema } from "effect"
import { ContextOverflow, type GenerateErrorReason, InvalidRequest } from "./GenerateError.ts"
import { type ServerInfo, TokenLimits, tokenLimits } from "./Generation.ts"

/** The reasons that are kept: the others are another's fault, or may pass. */
export const Refusal = Schema.Union(ContextOverflow, InvalidRequest)
export type Refusal = typeof Refusal.Type

export const FailedGeneration = Schema.Struct({
  reason: Refusal,
  /** What the server said then of its limits. */
  limits: TokenLimits
})
export type FailedGeneration = typeof FailedGeneration.Type

/** Whether a reason is one that is kept. */
export const isRefusal = (reason: GenerateErrorReason): reason is Refusal =>
  reason._tag === "ContextOverflow" || reason._tag === "InvalidRequest"

/** The limits that a server states; none without a server. */
export const limitsOf = (server: ServerInfo | null): TokenLimits =>
  tokenLimits({ input: server?.maxInputTokens, total: server?.maxTotalTokens })

/** Whether a server now states another limit, so that what failed then may be answered; what is not told is no other. */
export const isLimitChanged = (then: TokenLimits, now: TokenLimits): boolean =>
  (now.maxInputTokens !== undefined && now.maxInputTokens !== then.maxInputTokens)
  || (now.maxTotalTokens !== undefined && now.maxTotalTokens !== then.maxTotalTokens)

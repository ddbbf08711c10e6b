/**
 * When a transient failure is tried again, and when it is given up: a pure decision.
 */
import { Duration } from "effect"

/** The history of one request and of the server it goes to, in milliseconds of one clock. */
export interface RetryHistory {
  readonly now: number
  /** Attempts of this request so far, all failed. */
  readonly attempts: number
  readonly firstFailure: number
  /** When any request last succeeded, if one did. */
  readonly lastSuccess: number | null
}

export interface RetryLimits {
  /** How long nothing at all may succeed before the run gives up. */
  readonly connectTimeout: Duration.Duration
  /** How often a request is tried while others succeed. */
  readonly maxAttempts: number
}

/** `again`: after a pause. `fail`: this request only. `giveUp`: the server is gone. */
export type RetryDecision = "again" | "fail" | "giveUp"

/** Time alone bounds only waits in which nothing succeeds; attempts bound a request that fails alone. */
export const decideRetry = (
  { attempts, firstFailure, lastSuccess, now }: RetryHistory,
  { connectTimeout, maxAttempts }: RetryLimits
): RetryDecision => {
  if (lastSuccess !== null && lastSuccess > firstFailure && attempts >= maxAttempts) return "fail"
  const silence = now - Math.max(firstFailure, lastSuccess ?? firstFailure)
  return silence >= Duration.toMillis(connectTimeout) ? "giveUp" : "again"
}

const base = 250
const ceiling = 30_000

/**
 * The pause before the next attempt in milliseconds: exponential from a quarter second to half a minute, halved at
 * random so that many requests do not come back at once; what the server asked for, if it did.
 *
 * @param jitter a number from 0 to 1
 */
export const retryPause = (attempts: number, retryAfterMillis: number | null, jitter: number): number => {
  const backOff = Math.min(ceiling, base * 2 ** Math.min(attempts - 1, 16)) * (0.5 + jitter / 2)
  return Math.max(retryAfterMillis ?? 0, backOff)
}

/**
 * When a transient failure is tried again, and when it is given up: a pure decision.
 */
import { Duration } from "effect"

/** The history of one request and of the servers that it may go to, in milliseconds of one clock. */
export interface RetryHistory {
  readonly now: number
  /** Failures of this request so far. */
  readonly failures: number
  /** Refusals of this request so far: the server had too much to do. */
  readonly refusals: number
  readonly firstFailure: number
  /** When any request last succeeded, if one did. */
  readonly lastSuccess: number | null
  /** When a request first failed after that. */
  readonly silentSince: number
  /** Other requests that wait for their answers. */
  readonly others: number
}

export interface RetryLimits {
  /** How long nothing at all may succeed before the run gives up. */
  readonly connectTimeout: Duration.Duration
  /** How often a request is tried while others succeed. */
  readonly maxAttempts: number
}

/** `again`: after a pause. `alone`: once more, with nothing else in flight. `giveUp`: the server is gone. */
export type RetryDecision = "again" | "alone" | "giveUp"

/** A refusal says little about the request: it may be tried so many times as often. */
const refusalsPerFailure = 6

/**
 * Time alone bounds only waits in which nothing succeeds; attempts bound a request that fails while others succeed,
 * or when there is no other left that could.
 */
export const decideRetry = (
  { failures, firstFailure, lastSuccess, now, others, refusals, silentSince }: RetryHistory,
  { connectTimeout, maxAttempts }: RetryLimits
): RetryDecision => {
  const isTriedOften = failures + refusals / refusalsPerFailure >= maxAttempts
  const isToBlame = lastSuccess !== null && (lastSuccess > firstFailure || others === 0)
  if (isTriedOften && isToBlame) return "alone"
  return now - silentSince >= Duration.toMillis(connectTimeout) ? "giveUp" : "again"
}

const base = 250
const ceiling = 30_000

/** The longest pause that a server may ask for, in milliseconds: hours and days are mistakes, or for other clients. */
export const longestPause = 10 * 60_000

/**
 * The pause before the next attempt in milliseconds: exponential from a quarter second to half a minute, halved at
 * random so that many requests do not come back at once; what the server asked for, if it did, up to ten minutes.
 *
 * @param jitter a number from 0 to 1
 */
export const retryPause = (attempts: number, retryAfterMillis: number | null, jitter: number): number => {
  const backOff = Math.min(ceiling, base * 2 ** Math.min(attempts - 1, 16)) * (0.5 + jitter / 2)
  return Math.max(Math.min(retryAfterMillis ?? 0, longestPause), backOff)
}

/**
 * Failures in a row of one server: a pure count by which it is left alone.
 */

/** How many times in a row it failed; requests that fail together count once. */
export interface FailureStreak {
  readonly count: number
  /** When the last of these failures was noticed. */
  readonly at: number
}

export const noStreak: FailureStreak = { count: 0, at: Number.NEGATIVE_INFINITY }

/** After the failure, noticed now, of a request that was sent at `sent`. */
export const afterFailure = (streak: FailureStreak, now: number, sent: number): FailureStreak =>
  sent < streak.at ? streak : { count: streak.count + 1, at: now }

/** A single failure says little; from the second in a row on, requests go one by one and with pauses. */
export const isTroubled = ({ count }: FailureStreak): boolean => count >= 2

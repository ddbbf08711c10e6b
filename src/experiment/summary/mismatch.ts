/**
 * Why an observation cannot be judged: the first of its answers that could not be read.
 */
import type { UnreadReason } from "../../domain/Glance.ts"
import type { ObservationRecord, SessionName } from "../../domain/ObservationRecord.ts"

/** So many observations ended as a mismatch in one session for one reason. */
export interface MismatchCount {
  readonly session: SessionName
  readonly reason: UnreadReason
  readonly count: number
}

/** The rule by which all readers say that the model declined. */
const refusalRule = "refusal"

/** Where a mismatch began, and why; null when every answer was read. */
export const unreadOf = (
  { sessions }: Pick<ObservationRecord, "sessions">
): Omit<MismatchCount, "count"> | null => {
  const unread = sessions.find(({ reading }) => reading === null)
  if (unread === undefined) return null
  const { finishReason, rule, session } = unread
  const reason = rule === refusalRule ? "refused" : finishReason === "length" ? "truncated" : "unreadable"
  return { session, reason }
}

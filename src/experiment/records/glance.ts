/**
 * What is seen of a record at a glance, and whether it is among those that are selected.
 */
import type { Glance, Judgement, Selection, Trouble } from "../../domain/Glance.ts"
import { type ObservationRecord, sessionOf } from "../../domain/ObservationRecord.ts"
import { unreadOf } from "../summary/mismatch.ts"

/** A record without its sessions. */
export const glanceOf = (record: ObservationRecord): Glance => {
  const { applicability, correct, error, idx, label, sessions, verdict } = record
  const answer = sessionOf(record, "predict")?.reading ?? null
  return {
    idx,
    label,
    answer: typeof answer === "string" ? answer : null,
    correct,
    verdict,
    applicability,
    failed: error !== null,
    unread: unreadOf(record)?.reason ?? null,
    truncated: sessions.some(({ finishReason }) => finishReason === "length")
  }
}

const isJudged = (value: boolean | null, wanted: Judgement | undefined): boolean =>
  wanted === undefined || value === (wanted === "unknown" ? null : wanted === "yes")

const hasTrouble: { readonly [Kind in Trouble]: (glance: Glance) => boolean } = {
  unread: ({ unread }) => unread !== null,
  unreadable: ({ unread }) => unread === "unreadable",
  refused: ({ unread }) => unread === "refused",
  truncated: ({ truncated }) => truncated,
  error: ({ failed }) => failed,
  inapplicable: ({ applicability }) => applicability === "inapplicable"
}

/** Whether an observation has all that a selection names. */
export const isSelected = (
  { answer, correct, label, trouble, verdict }: Selection,
  glance: Glance
): boolean =>
  isJudged(glance.verdict, verdict) && isJudged(glance.correct, correct)
  && (trouble === undefined || hasTrouble[trouble](glance))
  && (label === undefined || glance.label === label)
  && (answer === undefined || glance.answer === answer)

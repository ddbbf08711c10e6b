/**
 * One difference between two records, in a line.
 */
import type { Difference } from "../../src/experiment/records/difference.ts"

const longest = 160

const brief = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** `idx 3, explain, reading: "a" / "b"`. */
export const showDifference = ({ field, idx, one, other, session }: Difference): string =>
  `idx ${idx}, ${session === null ? "" : `${session}, `}${field}: ${brief(one)} / ${brief(other)}`

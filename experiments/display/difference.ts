/**
 * One difference between two records, in a line.
 */
import type { Difference } from "../../src/experiment/records/difference.ts"

const longest = 160

const brief = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** `idx 3, random 1, explain_predict, reading: "a" / "b"`. */
export const showDifference = ({ control, field, idx, one, other, session }: Difference): string => {
  const where = [`idx ${idx}`, control, session, field].filter((part) => part !== undefined && part !== null)
  return `${where.join(", ")}: ${brief(one)} / ${brief(other)}`
}

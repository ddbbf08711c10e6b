/**
 * Facts that replies of several servers tell in the same way.
 */
import type { Reply } from "./exchange.ts"

/** A number in a header; null when it is absent or none. */
export const numberIn = (reply: Reply, header: string): number | null => {
  const value = reply.header(header)
  return value === null || value.trim() === "" || !Number.isFinite(Number(value)) ? null : Number(value)
}

/**
 * A text without the stop string that ended it.
 *
 * TGI leaves it in the text, and matches it before a final line break as well; other servers take it off themselves.
 */
export const withoutStop = (text: string, stop: readonly string[]): string => {
  const ends = stop.flatMap((end) => [end, `${end}\n`]).filter((end) => text.endsWith(end))
  return text.slice(0, text.length - Math.max(0, ...ends.map((end) => end.length)))
}

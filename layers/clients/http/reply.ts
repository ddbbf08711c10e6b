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
  let longest = 0
  for (const end of stop) {
    if (text.endsWith(`${end}\n`)) longest = Math.max(longest, end.length + 1)
    else if (text.endsWith(end)) longest = Math.max(longest, end.length)
  }
  return text.slice(0, text.length - longest)
}

/** The signs of which words are made. */
import { unitAt } from "./places.ts"

const ascii = Uint8Array.from({ length: 128 }, (_, unit) => /\w/.test(String.fromCharCode(unit)) ? 1 : 0)
const other = /^[\p{L}\p{N}\p{M}]/u
const isLowSurrogate = (unit: number): boolean => unit >= 0xDC00 && unit <= 0xDFFF

/** Whether a letter, a digit, a combining mark or an underscore stands at a place; places outside have none. */
export const isWordAt = (text: string, at: number): boolean => {
  const unit = unitAt(text, at)
  return unit < 128 ? ascii[unit] === 1 : isOtherWordAt(text, at)
}

const isOtherWordAt = (text: string, at: number): boolean => {
  const start = isLowSurrogate(text.charCodeAt(at)) && at > 0 ? at - 1 : at
  return other.test(text.slice(start, start + 2))
}

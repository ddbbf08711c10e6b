/**
 * Chance without chance: streams of uniform numbers that depend on nothing but a key.
 */
import { digestText } from "../../../src/domain/Digest.ts"

/** Each call gives the next number in [0, 1). */
export type Stream = () => number

/** The stream of a key; equal keys have equal streams, and any difference gives an unrelated one. */
export const stream = (...key: readonly (number | string)[]): Stream => {
  const digest = digestText(JSON.stringify(key))
  const word = (i: number) => Number.parseInt(digest.slice(i * 8, i * 8 + 8), 16) | 0
  let [a, b, c, counter] = [word(0), word(1), word(2), word(3)]
  // The generator sfc32: a digest holds few numbers, and shuffling a long text needs many.
  return () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
}

/** One of the items; there must be at least one. */
export const pick = <A>(next: Stream, items: readonly A[]): A => items[Math.floor(next() * items.length)]!

/** The items in another order. */
export const shuffled = <A>(next: Stream, items: readonly A[]): readonly A[] => {
  const order = [...items]
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

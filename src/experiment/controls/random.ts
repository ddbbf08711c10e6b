/**
 * Changes of a text that know nothing of what matters in it.
 */
import { PCGRandom } from "effect/Utils"
import { digestText } from "../../domain/Digest.ts"
import { type Word, wordsOf } from "./words.ts"

/** A generator that depends on nothing but the key: 32 bits of the key's digest seed it. */
const seededBy = (key: string): PCGRandom => new PCGRandom(Number.parseInt(digestText(key).slice(0, 8), 16))

/** So many different numbers from 0 to size − 1, each set of them equally likely (Fisher and Yates' shuffle, cut short). */
const sample = (random: PCGRandom, size: number, count: number): readonly number[] => {
  const numbers = Array.from({ length: size }, (_, i) => i)
  const wanted = Math.min(count, size)
  for (let i = 0; i < wanted; i++) {
    const chosen = i + Math.floor(random.number() * (size - i))
    ;[numbers[i], numbers[chosen]] = [numbers[chosen]!, numbers[i]!]
  }
  return numbers.slice(0, wanted)
}

/** Puts other texts in place of some words. */
const replaceWords = (
  text: string,
  words: readonly Word[],
  replacements: ReadonlyMap<number, string>
): string => {
  const pieces: string[] = []
  let from = 0
  for (const [i, { end, start }] of words.entries()) {
    const replacement = replacements.get(i)
    if (replacement === undefined) continue
    pieces.push(text.slice(from, start), replacement)
    from = end
  }
  return [...pieces, text.slice(from)].join("")
}

/** A change of a text: how many words, and the key of the draw. */
export interface RandomChange {
  readonly count: number
  readonly key: string
}

/** Masks so many occurrences of words, each at most once; all of them where there are no more. */
export const maskAtRandom = (text: string, token: string, { count, key }: RandomChange): string => {
  const words = wordsOf(text)
  const chosen = sample(seededBy(key), words.length, count)
  return replaceWords(text, words, new Map(chosen.map((i) => [i, token])))
}

/** Masks every word. */
export const maskAll = (text: string, token: string): string => {
  const words = wordsOf(text)
  return replaceWords(text, words, new Map(words.map((_, i) => [i, token])))
}

/** Puts other words of the same text in place of so many occurrences of words, each at most once. */
export const editAtRandom = (text: string, { count, key }: RandomChange): string => {
  const words = wordsOf(text)
  const random = seededBy(key)
  const kinds = [...new Map(words.map(({ end, lower, start }) => [lower, text.slice(start, end)]))]
  const replacements = new Map(
    sample(random, words.length, count).flatMap((i) => {
      const others = kinds.filter(([lower]) => lower !== words[i]!.lower)
      return others.length === 0
        ? []
        : [[i, others[Math.floor(random.number() * others.length)]![1]] as const]
    })
  )
  return replaceWords(text, words, replacements)
}

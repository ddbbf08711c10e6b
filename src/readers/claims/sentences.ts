/** The sentences of an answer. */
import { eachMatch, squeeze } from "../cleaning/text.ts"

const abbreviation = /(?:^|[\s(])(?:mr|mrs|ms|dr|st|vs|e\.g|i\.e|etc|no|jr|sr|[a-z])\.$/i
/** A number of a list or of an option: what follows belongs to it. */
const numbered = /(?:^|\b(?:options?|answers?|choices?|number|is|no)\s|[:(>-]\s?)["'(]{0,2}\d{1,2}\.$/i

/** "No." abbreviates "number" only before a figure. */
const isAbbreviated = (sentence: string, next: string): boolean =>
  numbered.test(sentence.trimStart().slice(-20))
  || (abbreviation.test(sentence.slice(-8)) && (!/\bno\.$/i.test(sentence) || /\d/.test(next)))

/** The question "Who won?" inside a sentence does not end it. */
const goesOn = (stop: string, next: string): boolean => /["')\]]$/.test(stop) && /^\s\p{Ll}/u.test(next)

const pushSentence = (sentences: string[], text: string): void => {
  const sentence = squeeze(text)
  if (sentence !== "") sentences.push(sentence)
}

const stops = /[.!?\u3002\uFF01\uFF1F\u2026]+["')\]]{0,3}(?=\s|$|\p{Lu})|[\u3002\uFF01\uFF1F]/gu
const stopSign = /[.!?\u3002\uFF01\uFF1F\u2026]/

/** Whether a line is one sentence, because a stop stands nowhere but at its end. */
const isOneSentence = (line: string): boolean => {
  const first = line.search(stopSign)
  return first < 0 || first === line.length - 1
}

/** The sentences of a text: a line break ends one, and so does a full stop unless it follows a lone letter or number. */
export const sentencesOf = (text: string): readonly string[] => {
  const sentences: string[] = []
  for (const line of text.split("\n")) {
    if (isOneSentence(line)) {
      pushSentence(sentences, line)
      continue
    }
    let start = 0
    for (const stop of eachMatch(line, stops)) {
      const end = stop.index + stop[0].length
      const sentence = line.slice(start, end)
      const next = line.slice(end, end + 2)
      if (
        next.trim() !== "" && !/^\s/.test(next) && /^\.["')\]]{0,3}$/.test(stop[0]) && stop.index - start < 4
      ) continue
      if (end < line.length && stop[0] === "." && isAbbreviated(sentence, next)) continue
      if (goesOn(stop[0], next)) continue
      pushSentence(sentences, sentence)
      start = end
    }
    pushSentence(sentences, line.slice(start))
  }
  return sentences
}

/** Joins a line that ends with a colon to the line after it: "The answer is:" belongs to its answer. */
export const joinColons = (sentences: readonly string[]): readonly string[] => {
  const joined: string[] = []
  let held = ""
  for (const sentence of sentences) {
    // "… to answer the following question: / Where is he?" announces the question and not an answer.
    if (held !== "" && sentence.endsWith("?")) {
      joined.push(held)
      held = ""
    }
    const text = held === "" ? sentence : `${held} ${sentence}`
    const open = /(?:[:=]|->|\bis)$/.test(text) && text.length < 200
    if (open) held = text
    else {
      joined.push(text)
      held = ""
    }
  }
  if (held !== "") joined.push(held)
  return joined
}

const cutOffWord =
  /(?:^|\s)(?:the|an?|and|or|but|to|of|in|on|at|is|was|are|were|that|this|she|he|it|they|we|i|with|for|so|because|which|who|as|from|by|not|if|when|then|there|her|his|its)$/i

/** Whether a text breaks off in the middle of a sentence. */
export const isCutOff = (text: string): boolean => cutOffWord.test(text.slice(-12))

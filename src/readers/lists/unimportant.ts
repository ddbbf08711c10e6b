/** What an answer says about words that are not important: none of it belongs to its list. */
import { anyOf } from "../cleaning/text.ts"

const phrases = [
  "(?:not|n't) (?:as |so |very |that |really |considered |all that )?(?:important|relevant|needed|necessary|essential|significant|crucial|decisive)",
  "unimportant",
  "(?:less|least) (?:important|relevant|significant|decisive)",
  "irrelevant",
  "unnecessary",
  "non-?essential",
  "ignored?",
  "(?:do not|don't|does not|doesn't) (?:really )?matter",
  "(?:can|could|may|might|should) (?:safely )?be (?:left out|omitted|skipped|dropped)",
  "(?:are|is|were|was|have been) left out",
  "(?:carry|carries|have|has) (?:no|little) (?:influence|weight|importance|meaning)"
]

export const unimportant = new RegExp(`(?:\\b|(?=n't))(?:${anyOf(phrases)})\\b`, "i")

const aside = /\s?\([^()\n]{0,300}\)/g
const sentenceEnd = /(?<=[.!]["')]?)\s+(?=["'\u201C]?\p{Lu})/u

/** Leaves out asides in brackets, and whole sentences beside others in their line, that name words as unimportant. */
export const withoutUnimportant = (text: string): string =>
  unimportant.test(text)
    ? text.split("\n").map((line) => {
      const open = line.replace(
        aside,
        (span) => (unimportant.test(span) && /["']|\b(?:and|are)\b/.test(span) ? "" : span)
      )
      const sentences = open.split(sentenceEnd)
      const kept = sentences.filter((sentence) =>
        !unimportant.test(sentence) || /^\W*(?:\d|[-*])/.test(sentence)
      )
      return sentences.length > 1 && kept.length > 0 ? kept.join(" ") : open
    }).join("\n")
    : text

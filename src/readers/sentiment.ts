/** The reader of the sentiment that an answer names. */
import { read, type Reading, unread } from "../domain/Reading.ts"
import { withoutOptionList } from "./choices/optionList.ts"
import { type Claimed, strength } from "./claims/claims.ts"
import { clausesOf } from "./claims/clauses.ts"
import { declines, refusesOutright } from "./claims/phrases.ts"
import { settle } from "./claims/settle.ts"
import { plainAnswer } from "./cleaning/clean.ts"
import { dictionary } from "./cleaning/dictionary.ts"
import { withoutQuotations } from "./cleaning/quotations.ts"
import { opinionIn } from "./sentiment/opinions.ts"
import { isBareLabel, sentimentClaims, statesSentiment } from "./sentiment/sentimentClaims.ts"
import { joinLabelPairs } from "./sentiment/sentimentPairs.ts"
import { type Sentiment, sentimentLabels } from "./sentiment/sentimentWords.ts"

/** Answers that are labels only where they stand alone. */
const shortForms: Readonly<Record<string, Sentiment>> = dictionary<Sentiment>({
  pos: "positive",
  neg: "negative",
  neither: "neutral",
  "so-so": "neutral"
})

const opposes =
  /\b(?:but|however|yet|although|though|while|whereas|and|half|halves|torn|equal(?:ly)?|both|hand|mix\w*)\b/

/** A word of the text that the answer quotes. */
const quotedWord = /"[^"\n]{1,40}"/g

/** An opinion on the text without a label word: all praise or all blame. */
const plainOpinion = (text: string): Reading<Sentiment> => {
  const lower = text.toLowerCase()
  const own = opinionIn(lower.replace(quotedWord, " "))
  const { disliked, liked } = own.liked || own.disliked ? own : opinionIn(lower)
  if (liked && disliked && opposes.test(lower)) return read("neutral", "praise-and-blame")
  if (liked === disliked) return unread(liked ? "conflict" : "no-claim")
  return read(liked ? "positive" : "negative", "plain-opinion")
}

type Part = Claimed<Sentiment>

const allClaims = (parts: readonly Part[], holds: (claim: Part["claims"][number]) => boolean): boolean =>
  parts.every((part) => part.claims.every(holds))

/**
 * What is said to be undeterminable after a label was given explains that label ("… is neutral, as it is hard to tell
 * whether …"), unless the answer turns back to it.
 */
const withoutExplanations = (parts: readonly Part[]): readonly Part[] => {
  const label = parts.find((part) =>
    part.claims.some((claim) => claim.rule !== "undetermined" && claim.strength > strength.remark)
  )
  if (label === undefined) return parts
  return parts.filter(({ claims, clause }) =>
    claims.length === 0 || clause.contrast || clause.conclusion || clause.correction || clause.final
    || clause.sentence <= label.clause.sentence || claims.every((claim) => claim.rule !== "undetermined")
  )
}

/** What is conceded beside a main clause ("…, whereas the sequel is negative") is a remark, however firmly it is put. */
const withoutAsides = (parts: readonly Part[]): readonly Part[] => {
  const told = new Set(
    parts.filter((part) => !part.clause.aside && part.claims.length > 0).map((part) => part.clause.sentence)
  )
  return parts.map((part) =>
    part.clause.aside && told.has(part.clause.sentence)
      ? { ...part, claims: part.claims.map((claim) => ({ ...claim, strength: strength.remark })) }
      : part
  )
}

/** A line that gives a word its label: "wooden" – negative. */
const gloss =
  /^[ \t]*(?:[-*\u2022]|\d{1,2}[.)])?[ \t]*"[^"\n]{1,60}"\s?(?:[-\u2013\u2014:=]|->|\u2192|\(|\bis\b)[^\n]{0,30}\b(?:positive|negative|neutral)\b[^\n]*$/gim

/** Without a list of words with their labels, where something else is said. */
const withoutGlosses = (text: string): string => {
  if (!text.includes("\"")) return text
  const rest = text.replace(gloss, "").trim()
  return /\b(?:positive|negative|neutral|mixed|unknown)\b/i.test(rest) ? rest : text
}

const aboutText = /sentiment|tone|text|paragraph|review|passage|words/

/** The sentiment of an answer that is one word, maybe behind a name ("Answer: positive."). */
const labelAlone = (lower: string): Sentiment | undefined => {
  const label = lower.includes(":") ? lower.replace(/^[a-z]+(?: [a-z]+)?:\s*/, "") : lower
  const bare = /[.!]$/.test(label) ? label.slice(0, -1) : label
  return shortForms[bare] ?? sentimentLabels[bare]
}

/** Which sentiment an answer names: positive, negative, neutral (mixed included) or unknown. */
export const readSentiment = (answer: string): Reading<Sentiment> => {
  const text = withoutOptionList(plainAnswer(answer), ["positive", "negative", "neutral"]).trim()
  if (text === "") return unread("empty")
  const short = labelAlone(text.toLowerCase())
  if (short !== undefined) return read(short, "bare-word")
  const parts = withoutAsides(
    clausesOf(withoutGlosses(joinLabelPairs(withoutQuotations(text)))).map((clause): Part => ({
      clause,
      claims: sentimentClaims(clause),
      bare: isBareLabel(clause),
      states: statesSentiment(clause)
    }))
  )
  const claiming = parts.filter((part) => part.claims.length > 0 && !part.clause.question)
  if (declines(text) && allClaims(claiming, (claim) => claim.rule === "undetermined")) {
    const said = claiming.some((part) => aboutText.test(part.clause.lower))
    return said && !refusesOutright(text)
      ? read("unknown", "undetermined")
      : unread("refusal")
  }
  if (claiming.length > 0 && allClaims(claiming, (claim) => claim.strength === strength.remark)) {
    const values = new Set(claiming.flatMap((part) => part.claims.map((claim) => claim.value)))
    if (values.has("positive") && values.has("negative")) return read("neutral", "halves-differ")
  }
  const settled = settle(withoutExplanations(parts))
  if (settled.value !== null || settled.rule === "conflict") return settled
  const mentioned = /\b(?:positive|negative|neutral)\b/i.test(text)
  return mentioned || /\?["')]*$/.test(text) || declines(text) ? unread(settled.rule) : plainOpinion(text)
}

/** Labels that stand together and say one thing, or only what was offered. */
const adverb =
  "(?:(?:clearly|purely|strictly|entirely|overly|particularly|strongly|explicitly|really|wholly|especially|either|overtly|overwhelmingly|necessarily|simply|just|definitively|exclusively|solely|completely|fully|predominantly) ){0,2}"
const pole = "[\"']?(?:positive|negative)(?:s|ly)?[\"']?"
const judged =
  "(?:praise[sd]?|blame[sd]?|likes?|liked|dislikes?|disliked|loved?|hated?|recommends?|condemns?|critici[sz]\\w+|good|bad|favou?rable|unfavou?rable|happy|unhappy|enthusiastic|angry)"
const three = "[\"']?(?:positive|negative|neutral)[\"']?"

/** Pairs of labels that together say "mixed". */
const mixedPairs: readonly RegExp[] = [
  new RegExp(
    `\\bneither (?:an? )?${adverb}${pole}(?: \\w+)?,? n?or (?:an? )?${adverb}(?:an? )?${pole}`,
    "gi"
  ),
  new RegExp(`\\bneither ${judged} nor ${judged}\\b`, "gi"),
  new RegExp(`\\bno ${pole} or ${pole}(?= \\w)`, "gi"),
  new RegExp(
    `(?:\\bnot|n't|\\bnever|\\bwithout|\\bnor|\\bno)(?: [\\w']+){0,4}? (?:an? )?${adverb}${pole}(?: \\w+)? n?or (?:an? )?${adverb}(?:an? )?${pole}`,
    "gi"
  ),
  new RegExp(
    `\\b(?:both |equally )?(?:an? )?(?:\\w+ )?${pole}(?: \\w+){0,2},? (?:and|as well as|&|along with|alongside|mixed with|combined with|but also) (?:also )?(?:an? |some )?(?:\\w+ )?${pole}`,
    "gi"
  ),
  /\b(?:both )?(?:the )?good and (?:the )?bad\b|\b(?:both )?(?:the )?(?:pros and cons|strengths and (?:the )?weaknesses|positives and (?:the )?negatives|highs and lows|ups and downs)\b|\bpraise and (?:critici\w+|blame|complaints?)\b/gi,
  new RegExp(
    `\\bfrom (?:being )?(?:an? )?(?:\\w+ )?${three}(?: \\w+)? to (?:being )?(?:an? )?(?:\\w+ )?${three}`,
    "gi"
  ),
  new RegExp(
    `\\bneutral,? (?:but |and )?(?:leaning|tending|to)(?: slightly| a bit| somewhat)?(?: towards?)? ${pole}`,
    "gi"
  ),
  new RegExp(`\\bequal(?:ly)? (?:parts )?${pole} and ${pole}`, "gi")
]

const labelWord = "[\"'(]{0,3}(?:positive|negative|neutral|mixed|unknown|other|both)[\"')]{0,3}"
const separator =
  "(?:\\s?,?\\s?/\\s?|,? (?:and|or|vs\\.?|versus)(?: even)? (?:an? )?|\\s?\\|\\s?|\\s?, ?(?:and |or |nor )?|\\s?;\\s?)"
const optionList = new RegExp(`(?:\\beither )?${labelWord}(?:${separator}${labelWord})+`, "gi")

const opposed = new RegExp(
  `\\b(positive|negative)["']?(?: \\w+)?(?:,? (?:rather than|instead of|and not|as opposed to|over)|, not) (?:an? )?["']?(?:positive|negative|neutral)\\b["']?`,
  "gi"
)
const compared =
  /\bmore (positive|negative)(?:ly)?(?: \w+)? than (?:it is )?(?:positive|negative|neutral)(?:ly)?/gi

const shares =
  /\b(\d{1,3}) ?(?:%|percent) (positive|negative)\b[^.\n%]{1,30}?\b(\d{1,3}) ?(?:%|percent) (positive|negative)\b/gi
/** "90% negative, 10% positive" */
const byShare = (span: string, first: string, label: string, second: string, other: string): string =>
  label.toLowerCase() === other.toLowerCase()
    ? span
    : Number(first) === Number(second)
    ? "mixed"
    : `mostly ${Number(first) > Number(second) ? label : other}`

/** Labels one after the other, and nothing else. */
const chain = /^\W*(?:(?:positive|negative|neutral|unknown|mixed)\b\W*){3,}$/i

/** "Torn between positive and neutral": neither is claimed yet. */
const undecided = new RegExp(
  `(?<!\\b(?:tie|balance|mix|mixture|split|somewhere|cross|halfway) )\\bbetween ${labelWord} and ${labelWord}`,
  "gi"
)
const candidates = new RegExp(
  `\\b(?:candidates|contenders|possibilities) (?:are|were) ${labelWord}(?: and|,) ${labelWord}`,
  "gi"
)

/** "I am positive that it is negative." */
const certain = /\bam (?:\w+ )?positive(?= (?:that|this|it|the)\b)/gi

const isOptions = (span: string): boolean =>
  /\bor\b|\/|\||\bvs|\bversus/i.test(span)
  || (span.match(/positive|negative|neutral|mixed|unknown/gi) ?? []).length > 2

const scale =
  /\b(?:on )?(?:a|the) scale (?:of|from|between) (?:very )?(?:positive|negative) (?:to|and) (?:very )?(?:positive|negative)\b/gi

/** A question that the answer asks and answers itself. */
const asked = /\bis (?:it|this|the (?:\w+ ){1,4})\s?(positive|negative|neutral)\s?\?\s{0,3}(yes|no)\b/gi
const repeated = /\b(positive|negative|neutral|unknown)\1+\b/gi

const anyLabel = "(?:positive|negative|neutral|mixed|unknown|other|both)"
/** What every text has in which something is to be joined: two labels, or words that turn or join without them. */
const joinable = new RegExp(
  `${anyLabel}[^]*?${anyLabel}|\\bam\\b|thing but\\b|\\?|\\bneither\\b|(?:good|pros|strengths|positives|highs|ups|praise) and\\b`,
  "i"
)

/**
 * Puts pairs of labels that say one thing together into one word, and leaves out lists of the options, which name what
 * was offered and claim none of it.
 */
export const joinLabelPairs = (text: string): string => {
  if (!joinable.test(text)) return text
  if (chain.test(text) && new Set(text.toLowerCase().match(/\w+/g)).size > 1) return "options"
  let joined = text.replace(certain, "am sure").replace(undecided, "between them").replace(
    candidates,
    "candidates"
  ).replace(shares, byShare).replace(/\banything but\b/gi, "not").replace(
    /\bnothing but\b/gi,
    "only"
  ).replace(
    scale,
    ""
  ).replace(repeated, "$1").replace(
    asked,
    (_, label: string, yesNo: string) => (yesNo.toLowerCase() === "yes" ? `it is ${label}` : `not ${label}`)
  ).replace(compared, "mostly $1").replace(opposed, "$1").replace(
    optionList,
    (span) => ((span.match(/positive|negative|neutral|mixed|unknown/gi) ?? []).length > 2 ? "options" : span)
  )
  for (const pair of mixedPairs) joined = joined.replace(pair, " mixed")
  return joined.replace(optionList, (span) => (isOptions(span) ? "options" : span))
}

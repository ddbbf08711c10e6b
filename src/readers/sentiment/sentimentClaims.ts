/** What a clause says about the sentiment. */
import { type Claim, strength } from "../claims/claims.ts"
import type { Clause } from "../claims/clauses.ts"
import { saysUnknown, unknownStrength } from "../claims/unknowns.ts"
import { eachMatch } from "../cleaning/text.ts"
import { looseLabels, partSubject, type Sentiment, sentimentLabels, sentimentNoun } from "./sentimentWords.ts"

const labelWords = Object.keys(sentimentLabels)
const longestFirst = (words: readonly string[]): string =>
  [...words].sort((x, y) => y.length - x.length).join("|")

const allLabels = [...labelWords, ...Object.keys(looseLabels)]
const mention = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${longestFirst(allLabels)})(?![\\p{L}\\p{N}])`
    + "|\u79EF\u6781|\u6B63\u9762|\u6D88\u6781|\u8D1F\u9762|\u4E2D\u6027|\u4E2D\u7ACB|\u30DD\u30B8\u30C6\u30A3\u30D6|\u80AF\u5B9A\u7684|\u30CD\u30AC\u30C6\u30A3\u30D6|\u5426\u5B9A\u7684|\uAE0D\uC815\uC801|\uBD80\uC815\uC801|\uC911\uB9BD\uC801",
  "gu"
)

const isAscii = (text: string): boolean => !/[^\n -~]/.test(text)
/** The same for plain signs, which is sooner done. */
const asciiMention = new RegExp(
  `(?<![a-z0-9])(?:${longestFirst(allLabels.filter(isAscii))})(?![a-z0-9])`,
  "g"
)

/** The places of words that may be labels. */
const mentionsIn = (text: string): Iterable<RegExpExecArray> =>
  eachMatch(text, isAscii(text) ? asciiMention : mention)

const negated =
  /(?:\bnot|n't|\bnever|\bno longer|\bwithout|\black(?:s|ing)?|\bnor|\bno|\bnothing|\bfar from|\banything but|\bnon-?|\bhardly|\u4E0D\u662F)(?: (?!only|but)[\w'-]+){0,3}["' ]{0,4}$/
/** "neither positive nor negative", "not positive, negative or unclear": what a ruled-out label stands beside is ruled out, too. */
const goesOn = /^["')]{0,2}(?:,? (?:n?or)|,|\/)(?: even| at all)? ["'(]{0,2}$/
const notOnly = /\bnot (?:only|just|merely|simply) (?:\w+ )?["']?$/
const weighing =
  /\b(?:mostly|predominantly|largely|mainly|primarily|generally|overall|leans?|leaning|ultimately|overwhelmingly|on the whole|slightly more|more|tends? to be)(?: \w+)? (?:\w+ )?["']?$/
const chose =
  /\b(?:settl(?:e|ed|ing) (?:on|for)|end(?:ed|ing)? up (?:with|at)|go(?:ing)? with|went with|opt(?:ed)? for|choose|choosing|chose|pick(?:ed)?|selected|select|decided? (?:on|for)|take|stick(?:ing)? (?:with|to)|vote for)(?: the)? ["']?$/
const modal =
  /\b(?:may|might|could|can|would have been|would be(?! (?:classified|considered|described|label|categori))|if)\b/
const subject =
  /\b(?:sentiment|tone|paragraph|text|review|passage|answer|classif\w*|label\w*|overall|mood|attitude|opinion|verdict|polarity|reviewer|author|writer|it|this|that|choose|say|consider\w*|go with|mark)\b/
/** "Negative is the right one." */
const chosen =
  /^["')]{0,2} (?:is|would be|seems|must be) (?:the |my )?(?:right|correct|best|most fitting|fitting|appropriate|better|final|only) (?:one|label|answer|choice|word|option)\b/
const quantified =
  /\b(?:some|few|certain|several|many|occasional|slight|hints? of|elements? of|words?|number of|more|any|multiple|various|other)(?: \w+)? ["']?$/
const followsLabel =
  /^["')\]]*\s*(?:$|[.,;:!?()\u2013\u2014\uE000-]|(?:towards?|about|overall|in|with|because|for|due|on|as|and|but|at|regarding|throughout|since|of|to|from|rather|than|here|given|based|when|that|sentiments?|despite|according|is|by|although|though|i|it|or|nor|emoji)\b|[^\p{L}\s])/u
const textSubject =
  /\b(?:text|paragraph|passage|review|writing)\b[^.]{0,40}\b(?:is|seems?|appears?)(?: to be)?(?: \w+)? ["']?$/
const sentimentSubject =
  /\b(?:sentiment|tone|mood|feeling|impression|opinion)s?\b[^.]{0,80}\b(?:is|was|are|seems?|appears?|be|as)(?: to be)?(?: \w+)? ["']?$/

/** How much a label commits, by what stands around it; null when the word is no label here. */
const strengthOf = (
  clause: string,
  before: string,
  after: string,
  loose: boolean,
  neutral: boolean
): number | null => {
  const noun = sentimentNoun.test(after)
  if (
    loose && !(noun && /^ (?:\w+ )?(?:sentiment|tone|mood|feeling|opinion|review|impression)/.test(after))
    && !sentimentSubject.test(before)
    && !(neutral && textSubject.test(before))
  ) {
    return null
  }
  if (!followsLabel.test(after) && !noun) return strength.remark
  if (quantified.test(before)) return strength.remark
  if (weighing.test(before) || chose.test(before) || chosen.test(after)) return strength.weighed
  if (partSubject.test(before)) return strength.remark
  if (modal.test(before)) return strength.possible
  return subject.test(before) || noun || before.trim().split(" ").length <= 3 || clause.length < 40
    ? strength.verdict
    : strength.possible
}

const noSentiment =
  /\bno (?:strong |explicit |particular |real |overt |discernible |emotional |evident )?(?:sentiments?|emotions?|opinions?|feelings?)(?: or \w+)?(?: (?:is|are|was|being|expressed|conveyed|in|present|here|at|whatsoever|shown|words)|$|[.,])/
const noSide =
  /\btak(?:e|es|ing) (?:no|neither) sides?\b|\bwithout taking sides\b|\bnot take (?:a |any )?sides?\b/
const noneExpressed =
  /(?:\bnot|n't|\bwithout)(?: \w+){0,3}? (?:express|convey|contain|show|carry|have|reveal|display)\w*(?: \w+){0,3}? (?:sentiments?|emotions?|opinions?|feelings?)\b/
/** What each of the three has. */
const denies = /n(?:o|'t|either)|without/
const aboutTelling = /\b(?:clear|determin|enough|definit|tell|certain|know)/

/** "does not contain any negative words" says nothing about what can be told. */
const lacksWords =
  /(?:\bnot|n't)(?: \w+)? (?:contain|include|have|mention|use|say)\w*(?: any(?:thing)?| a single)? (?:\w+ )?(?:positive|negative)\b/

const onlyBoth = /^\W*(?:(?:a|the) (?:bit|little|mix|mixture) of )?both\W*$/
/** "Could not find a single good thing to say" is an opinion, not a doubt. */
const nothingGood =
  /\bcan not wait\b|\b(?:find|found|say|see|name|think of)\b.{0,40}\b(?:good|bad|nice|kind|redeeming|wrong|fault|right|better|enjoyable|to (?:like|love|enjoy|recommend|praise|complain|fault))\b|\b(?:good|bad|nice|kind) (?:\w+ )?to say\b/

const undetermined = (lower: string): readonly Claim<Sentiment>[] => {
  const said = saysUnknown(lower)
  if (said === "no" || lacksWords.test(lower) || nothingGood.test(lower)) return []
  if (/\bwould(?:n't| not) (?:say|call|classify|describe)\b/.test(lower)) return []
  return [{
    value: "unknown",
    strength: unknownStrength[said],
    rule: "undetermined"
  }]
}

/** What a clause says about the sentiment. A label that is ruled out ("not positive") claims nothing. */
export const sentimentClaims = (clause: Clause): readonly Claim<Sentiment>[] => {
  const text = clause.lower
  if (
    denies.test(text) && !aboutTelling.test(text) && !/\bi (?:do not|don't|am)\b/.test(text)
    && (noSentiment.test(text) || noneExpressed.test(text) || noSide.test(text))
  ) {
    return [{ value: "neutral", strength: strength.verdict, rule: "no-sentiment" }]
  }
  const claims: Claim<Sentiment>[] = []
  let ruledOutTo = -1
  for (const found of mentionsIn(text)) {
    const word = found[0]
    const before = text.slice(Math.max(0, found.index - 200), found.index)
    const after = text.slice(found.index + word.length, found.index + word.length + 80)
    const value = sentimentLabels[word] ?? looseLabels[word]
    if (value === undefined) continue
    const isRuledOut = negated.test(before) && !notOnly.test(before)
    if (isRuledOut || (ruledOutTo >= 0 && goesOn.test(text.slice(ruledOutTo, found.index)))) {
      ruledOutTo = found.index + word.length
      continue
    }
    if (word === "both" && !onlyBoth.test(text)) continue
    const level = strengthOf(text, before, after, sentimentLabels[word] === undefined, value === "neutral")
    if (level !== null) {
      claims.push({ value, strength: level, rule: text.length < 20 ? "bare-word" : "label" })
    }
  }
  return claims.some((claim) => claim.strength >= strength.possible)
    ? claims
    : [...undetermined(text), ...claims]
}

const bareLabel = new RegExp(
  `^(?:but |and |though |or )?["'(\\[]*(?:sentiment|answer|label|overall|the sentiment is|the answer is|it is|it's)?[ :=-]*["'(\\[]*`
    + "(?:(?:very|mostly|slightly|somewhat|strongly|overall|extremely|generally|overwhelmingly|largely|purely|highly|quite|rather|clearly|definitely|predominantly|mainly|leaning|leans|more|likely|probably|moderately|mildly|a bit) ){0,2}"
    + `["']?(${longestFirst(labelWords)})(?: sentiment)?["')\\]]*[^\\p{L}\\p{N}]*$`,
  "u"
)

/** Whether a clause is nothing but a label. */
export const isBareLabel = (clause: Clause): boolean => bareLabel.test(clause.lower)

const statement = new RegExp(
  "^(?:the |this |its )?(?:overall |general )?(?:sentiment|tone|attitude|review|paragraph|text|passage)(?: (?:of|in|expressed|conveyed|behind)\\b[^,.;]{0,60})? (?:is|seems|appears|reads)(?: (?:as|to be|to me))*(?: \\w+){0,2} "
    + `["']?(?:${longestFirst(labelWords)})["']?\\W*$`,
  "u"
)

/** Whether a clause says in full what the sentiment is. */
export const statesSentiment = (clause: Clause): boolean => statement.test(clause.lower)

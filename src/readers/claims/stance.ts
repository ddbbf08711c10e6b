/** How far an answer stands behind what one of its clauses says. */
import { anyOf } from "../cleaning/text.ts"

/**
 * `held`: the answer says it. `tried`: the answer only considers it ("One could be tempted to say yes"), which counts
 * less than anything that it holds. `supposed`: it holds under a condition that is not met, and claims nothing.
 */
export type Stance = "held" | "tried" | "supposed"

const somebody =
  "(?:one|you|some(?:one|body)?|anyone|anybody|others|many|people|a (?:\\w+ )?(?:reader|person)|(?:some|other|many|most|careless|strict) (?:readers|people))"
const maybe = "(?:might|may|could|can|would|will)"
const says = "(?:say|answer|argue|think|claim|assume|believe|guess|expect|conclude|object|infer)"

const triedCues = [
  `\\b${somebody} (?:who )?${maybe}(?: \\w+)? (?:be (?:tempted|inclined|led)|${says})\\b`,
  `\\b(?:some(?:one|body)|anyone|anybody|whoever|those|readers|people) who (?:says?|answers?|thinks?|believes?)\\b`,
  `\\b(?:it(?: is| was| may be| might be| would be) )(?:also |very |quite |all too )?(?:tempting|easy|natural) to (?:${says}|go|choose|pick)\\b`,
  "\\bi (?:was|am) (?:\\w+ )?(?:tempted|inclined|about|going) to\\b(?=.*\\b(?:but|however|yet|though)\\b)",
  "\\bi was (?:\\w+ )?(?:tempted|inclined|about|going) to\\b",
  "\\bmy (?:first|initial) (?:thought|answer|guess|impression|idea|reaction|instinct|choice|pick)\\b",
  "\\bat first (?:glance|sight|thought|reading)?",
  "\\b(?:a|the) natural (?:guess|choice|answer)\\b",
  "\\bon (?:the )?one hand\\b"
]
const tried = new RegExp(anyOf(triedCues))
const otherHand = /\bon the other(?: hand)?\b/

const unmet = "(?:had|were|did|said|named|mentioned|stated|gave|told)"
const supposedCues = [
  // "If the paragraph had named the buyer, the answer would be yes", and the other way around.
  `^(?:and |but |so |only )?if (?!(?:i|we|you|one|pressed|forced)\\b)[^,;:]{0,80}\\b${unmet}\\b`,
  `\\b(?:would|could)(?: only)?(?: have| be)\\b[^;:]{0,80}\\bif (?!(?:i|we|you|one|pressed|forced)\\b)[^;:]{0,80}\\b${unmet}\\b`,
  // "Had he said so, I would answer yes", "It would have to name a date for this to be true"
  "^(?:and |but )?(?:had|were) (?:i|it|he|she|we|they|there|the|this|that|any|his|her|their|its|one|\\w+) [^,;:]{0,100}, .*\\b(?:would|could|might)\\b",
  "\\bwould (?:have|need) to\\b.*\\b(?:for (?:it|this|that|the)|to (?:be|say|conclude|answer|support)|before)\\b",
  "\\b(?:would have) (?:said|answered|been|chosen|gone|picked)\\b",
  // "To say yes, we would need to know when"
  `^(?:in order )?to (?:be able to )?(?:say|answer|conclude|get|arrive at|choose|justify)\\b[^,]{0,60}, (?:i|we|one|you|it|the \\w+)(?: would| will)? (?:\\w+ )?(?:need|have to|require)`
]
const supposed = new RegExp(anyOf(supposedCues))

/** Whether a whole sentence tells what would hold if something else did. */
export const isSupposed = (lowerSentence: string): boolean => supposed.test(lowerSentence)

/** "If you ask me" and the like condition nothing. */
const conditional =
  /^(?:and |but |so |also,? )?(?:(?:only )?if (?!(?:you ask|i (?:had|have|must)|i am (?:asked|forced|pressed)|forced|pressed|anything|so\b|not\b.{0,20}$))|(?:in|under|on|with|by|according to) (?:one|the (?:first|one|second|other|former|latter)|another) (?:reading|case|interpretation|sense|view)|(?:read|taken|understood) (?:as|literally|that way)\b)/

/** Whether a sentence says what holds in one of several cases. */
export const isConditional = (lowerSentence: string): boolean => conditional.test(lowerSentence)

/** Whether a clause only considers something; after "on the one hand", so does "on the other hand". */
export const isTried = (lower: string, oneHand: boolean): boolean =>
  tried.test(lower) || (oneHand && otherHand.test(lower))

export const opensOneHand = (lower: string): boolean => /\bon (?:the )?one hand\b/.test(lower)

/** How far an answer stands behind what one of its clauses says. */
import { anyOf, oneOf } from "../cleaning/text.ts"

/**
 * `held`: the answer says it. `tried`: the answer only considers it ("One could be tempted to say yes"), which counts
 * less than anything that it holds. `supposed`: it holds under a condition that is not met, and claims nothing.
 */
export type Stance = "held" | "tried" | "supposed"

const somebody =
  "(?:one|you|some(?:one|body)?|anyone|anybody|others|many|people|a (?:\\w+ )?(?:reader|person)|(?:some|other|many|most|careless|strict) (?:readers|people))"
const maybe = "(?:might|may|could|can|would|will)"
const says = "(?:say|answer|argue|think|claim|assume|believe|guess|expect|conclude|object|infer)"

const others =
  "(?:some(?:one|body)|others|(?:some|other|many|careless|strict) (?:readers|people|annotators)|an?(?:other)? (?:\\w+ )?(?:reader|person|annotator|critic))"
const triedCues = [
  `\\b${others}(?: (?!who\\b)\\w+){0,4}? (?:might|may|could|would)(?: \\w+)? (?!answer|tell|determine|find|see|know|be\\b)\\w+`,
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
const openIf = "if (?!(?:i|we|you|one|pressed|forced)\\b)"
const supposed = new RegExp(
  anyOf([
    `^${
      oneOf([
        // "If the paragraph had named the buyer, the answer would be yes"
        `(?:and |but |so |only )?${openIf}[^,;:]{0,80}\\b${unmet}\\b`,
        // "Had he said so, I would answer yes"
        "(?:and |but )?(?:had|were) \\w+ [^,;:]{0,100}, .*\\b(?:would|could|might)\\b",
        // "To say yes, we would need to know when"
        "(?:in order )?to (?:be able to )?(?:say|answer|conclude|get|arrive at|choose|justify)\\b[^,]{0,60}, (?:i|we|one|you|it|the \\w+)(?: would| will)? (?:\\w+ )?(?:need|have to|require)"
      ])
    }`,
    // "The answer would be yes if the paragraph had named the buyer"
    `\\b(?:would|could)(?: only)?(?: have| be)\\b[^;:]{0,80}\\b${openIf}[^;:]{0,80}\\b${unmet}\\b`,
    // "It would have to name a date for this to be true"
    "(?<!\\bi )\\bwould (?:have|need) to\\b.*\\b(?:for (?:it|this|that|the)|to (?:be|say|conclude|answer|support)|before)\\b",
    "\\bwould have (?:said|answered|been|chosen|gone|picked|made|meant)\\b"
  ])
)
/** What every such sentence has. */
const condition = /\b(?:would|could|might|if|to)\b/

/** Whether a whole sentence tells what would hold if something else did. */
export const isSupposed = (lowerSentence: string): boolean =>
  condition.test(lowerSentence) && supposed.test(lowerSentence)

/** "If you ask me" and the like condition nothing. */
const conditional = new RegExp(
  `^(?:and |but |so |also,? )?${
    oneOf([
      `(?:only )?if (?!${
        oneOf([
          "you ask",
          "i (?:had|have|must|were|was)",
          "i am (?:asked|forced|pressed)",
          "asked",
          "forced",
          "pressed",
          "anything",
          "so\\b",
          "not\\b.{0,20}$",
          "(?:we|one|you|i) (?:looks?|reads?|go|goes|follows?|considers?|think|count)"
        ])
      })`,
      "(?:in|under|on|with|by|according to) (?:one|the (?:first|one|second|other|former|latter)|another) (?:reading|case|interpretation|sense|view)",
      "(?:read|taken|understood) (?:as|literally|that way)\\b"
    ])
  }`
)

/** "Yes in one reading, no in the other." */
const oneCase =
  /\b(?:in|under|on|with|by) (?:one|the (?:other|one)|another|some)(?: (?:reading|case|interpretation|sense|view|way|respect)s?)?(?=$|[.,;:)])/

const mayNameCase = (lower: string): boolean =>
  lower.includes("one") || lower.includes("other") || lower.includes("some")

/** Whether a sentence or clause says what holds in one of several cases. */
export const isConditional = (lower: string): boolean =>
  conditional.test(lower) || (mayNameCase(lower) && oneCase.test(lower))

const asking =
  "(?<!\\b(?:be|been|is|was|are) )\\b(?:decid|determin|check|see|tell|know|say|judg|find out|figure out|establish|assess|ask|evaluat|verify|consider|wonder|examin)(?:e|s|es|ed|ing)?(?: me| us| you)?"
const asked = new RegExp(`${asking} if\\b|\\bwhether\\b|\\bthe question of\\b`)

/** A clause up to what it asks ("to decide if it can be answered"), which claims nothing. */
export const beforeQuestion = (lower: string): string => {
  const at = lower.search(asked)
  return at < 0 ? lower : lower.slice(0, at)
}

const onCondition = /\w (?:only )?if (?!(?:any|at all|not|i|you ask|so|anything|it comes)\b)\w+ \w+/

/** "It is Bill if you go by the sense, and Jeff if you go by the words": whether a clause names its condition. */
export const isOnCondition = (lower: string): boolean =>
  lower.includes(" if ") && onCondition.test(beforeQuestion(lower))

/** Whether a clause only considers something; after "on the one hand", so does "on the other hand". */
export const isTried = (lower: string, oneHand: boolean): boolean =>
  tried.test(lower) || (oneHand && otherHand.test(lower))

export const opensOneHand = (lower: string): boolean => /\bon (?:the )?one hand\b/.test(lower)

/** Sentences that stand beside the answer: courtesies, the task in other words, definitions and examples. */
import { oneOf } from "../cleaning/text.ts"

const willing = oneOf([
  "(?:would|will|am|can)(?: be)?(?: more than)? (?:happy|glad|pleased|delighted|love|try|do my best)\\b",
  "(?:can|will|shall|would) (?:certainly |gladly |definitely |surely )?(?:help|assist|do that|take a look|look at|look into)\\b"
])

/** Courtesies that open a sentence. */
const courtesies = [
  `(?:(?:sure(?: thing)?|certainly|of course|absolutely|definitely|yes|okay|ok|alright|all right|no problem|gladly|great)[,.! ]+)?i ${willing}`,
  "(?:what an? |that is an? |this is an? |an? )?(?:great|good|interesting|excellent|nice|tricky|fair) (?:question|example|puzzle|one|exercise)\\b[.!]?$",
  "thank(?:s| you)\\b(?! to\\b)(?!.*\\b(?:answer|it) is\\b)",
  "(?:is|if) there (?:is |anything|something|any)",
  "if (?:you(?! ask)|there)\\b[^,]{0,80}, (?:i|we) (?:can|could|will|would|am|may)\\b",
  "(?:would|do|can|could|may|shall|should) (?:you|i)\\b.{0,60}\\b(?:like|want|help|see|provide|share|paste)\\b.*\\?$",
  "(?:sure(?: thing)?|okay|ok|alright|all right|no problem|gladly|happy to help|with pleasure)[.!]+$"
]

/** Courtesies anywhere in a sentence. */
const courtesy = new RegExp(
  oneOf([
    "\\blet me know\\b",
    "\\bfeel free\\b",
    "\\bhope (?:that )?(?:this|it|that|my|the)\\b.{0,40}\\b(?:helps?|useful|clear|answers?|clarifies|satisf)",
    "\\bhesitate to\\b"
  ])
)

/** The task told again. */
const tasks = [
  "(?:you (?:have |also |then )*(?:gave|given|provided|asked?|want|would like|are asking|presented|wish|need)|i (?:am|was|have been|need|have)(?: being)? (?:asked|given|told|requested|to (?:decide|determine|say|judge|check|answer|tell|classify|choose|figure out)))\\b[^:]*(?::\\s*options.*)?$",
  "(?:the|my|our|your|this) (?:task|question|problem|goal|prompt|instruction|exercise)s?(?: (?:here|now))? (?:is|was|asks?|wants?|requires?)(?: \\w+){0,3} (?:to|whether|if|about)\\b(?!.*\\b(?:so|therefore|thus|hence|the answer is)\\b)[^:]*$"
]
/** The prompt's own instructions, copied. */
const instructions = [
  "(?:please )?(?:answer|respond|reply|output)(?: only| just)? (?:with|in|by|only|the following|using)\\b",
  "(?:please )?do not (?:explain|justify|add|include|give|provide|write)\\b",
  "(?:please )?(?:explain|justify) (?:your|the) (?:answer|choice|reasoning)\\b[^:]*$",
  "(?:please )?(?:choose|select|pick) (?:one|from|between|the (?:best|correct|right))\\b[^:]*$"
]

/** Definitions and examples. */
const general = [
  "an? (?:entailment|contradiction|hypothesis|statement|inference|sentiment|paraphrase)\\b.{0,60}\\b(?:is|means|occurs|holds|exists|arises) (?:an?|the|one|when|if|that|in|whenever|where)\\b",
  "(?:for (?:instance|example)|e\\.g\\.)"
]
const opening = new RegExp(`^${oneOf([...courtesies, ...tasks, ...instructions, ...general])}`)

/** Whether a sentence claims nothing by itself. */
export const isBeside = (lowerSentence: string): boolean =>
  opening.test(lowerSentence) || courtesy.test(lowerSentence)

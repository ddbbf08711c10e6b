/** Whether a clause says that something can be told: a predicate such as "possible" and the negations before it. */
import { negationsBefore } from "../claims/negation.ts"
import { anyOf, oneOf } from "../cleaning/text.ts"

/** Whether a model says that a question can be answered. */
export type Ability = "yes" | "no"

/** What one does who answers. */
const task = oneOf([
  "(?:determin|answer|know|infer|identif|decid|classif|conclud|discern|deduc|ascertain|establish|judg|assess|gaug|deriv|work|resolv|solv|detect|recogni[sz]|guess|understand|extract|pinpoint|locat|verif|confirm|evaluat)\\w*",
  "tell",
  "told",
  "say",
  "said",
  "find",
  "found",
  "figure",
  "make",
  "made",
  "see",
  "seen",
  "do(?:ne)?",
  "give(?:n)?",
  "read",
  "draw[n]?",
  "arrive"
])

const stems =
  "(?:answer|determin|discern|detect|identifi|inferr?|deduc|know|decid|solv|recogni[sz]|deriv|ascertain|establish|judge?|find|tell|decipher|resolv)"
const info = "(?:info\\w*|context|evidence|detail\\w*|data|clues?|text|material|words?|hints?)"

/** Predicates that say yes unless they are negated. */
const capable = [
  "possible(?! (?:that|answers?|choices?|options?|labels?|readings?|interpretations?|meanings?|reasons?))",
  "able to",
  "feasible",
  "doable",
  `${stems}(?:able|ible)`,
  "(?:enough|sufficient|adequate|ample|all (?:of )?the|everything|plenty of)(?= (?:\\w+ ){0,3}(?:"
  + info.slice(3, -1)
  + "|to|for|needed|left|remains?|here)\\b)",
  "(?:is|are|was|be) (?:sufficient|enough|adequate)",
  "suffic(?:es?|iently)",
  `(?:can|could)(?! (?:only|hardly))(?: \\w+){0,3}? ${task}`,
  "(?:a|any|one|some) way (?:to|of)",
  `(?:answer|information|details?|clues?) (?:is|are|stands|lies)(?: not)?(?: \\w+){0,3} (?:in|within) (?:the|line)`,
  "(?:provides?|gives?|contains?|includes?|holds?)(?: us)?(?: with)? (?:the|an|its) (?:\\w+ )?answer",
  "everything (?:\\w+ ){0,2}needs?",
  "why (?:would|should) (?:not (?:it|that|this)|(?:it|that|this) not)",
  "(?:i|we) (?:\\w+ ){0,6}found (?:it|the answer|one)",
  `(?:allows?|lets|permits?|enables?)(?: \\w+){1,3} to ${task}`
]
/** Predicates that say no unless they are negated. */
const incapable = [
  "impossible",
  "unable",
  "unanswerable",
  "undeterminable",
  "indeterminable",
  "infeasible",
  "unfeasible",
  "undecidable",
  "unknowable",
  "insufficient(?:ly)?",
  "inadequate",
  `${info}(?: \\w+){0,3} (?:is|are) (?:absent|missing|lacking)`,
  "unlikely",
  "too (?:little|few|vague|ambiguous|heavily|much|many)(?= .{0,60}\\b(?:to|redacted|missing|masked|removed|hidden)\\b)",
  "(?:can|could) (?:only|at best|merely) (?:be )?(?:guess|speculat|suppos)\\w*",
  `(?:lacks?|lacking|missing|lack of)(?: (?!and\\b|no\\b)\\w+){0,2} ${info}`
]
const predicate = new RegExp(
  `\\b(?:(${anyOf(incapable)})|(?:${anyOf(capable)}))(?![a-z?])`
)

const unhindered =
  /\bnothing (?:prevents?|stops?|keeps?|hinders?|stands in)\b|\bnothing (?:that )?(?:would )?(?:prevent|stop|keep|hinder)s?\b/

/** "The sentiment is still clear." */
const isClear =
  /\b(?:sentiments?|answer|opinion|tone|attitude|it)\b.{0,40}\b(?:is|are|remains?|stays?)(?: (?!not\b)\w+)? (?:obvious|clear|evident|apparent|unmistakable|plain)\b(?! (?:that|whether|if|how|who|what))/

/** What says no by itself, however it is put. */
const withheld = [
  "not (?:\\w+ ){0,4}(?:cover|address|discuss)\\w*",
  "(?:not|never)(?: \\w+)? (?:told|given|named|informed|shown|say|state|mention|specif|give|provide|indicate|reveal|tell|contain|include|disclose|explain|name)",
  "(?:need|require)s? (?:more|additional|further)",
  "only with (?:more|additional|further)",
  "no longer (?:says?|tells?|states?|shows?)",
  "(?:nobody|no one|no reader|nothing|none)(?: \\w+){0,3} (?:left|remains|tells?|reveals?|says?|states?|indicates?|to go on)",
  "no (?:way|means|telling|saying|knowing)\\b",
  "nowhere (?:to be found|mentioned|stated|in)",
  "(?:tells?|says?|gives?|reveals?)(?: \\w+)? nothing\\b",
  "(?:is|are|remains?|stays?) silent\\b",
  "leaves? (?:\\w+ ){0,3}open\\b",
  "(?:clues?|hints?|words?|names?|details?|information) (?:\\w+ ){0,2}(?:have|has|are|is|was|were)(?: all)?(?: been)? (?:wiped|removed|gone|erased|hidden|missing)",
  "not (?:find|found) (?:it|the answer|any|one|anything)",
  "how (?:can|could|should|would) (?:it|one|anyone|anybody|you|we|i|a reader|the question) (?:be )?\\w+"
]
const isWithheld = new RegExp(`\\b(?:${anyOf(withheld)})`)

const foreign: readonly (readonly [RegExp, Ability])[] = [
  [
    /\b(?:kann|k\u00F6nnen|l\u00E4sst)\b[^.]{0,60} nicht\b|\bnicht (?:m\u00F6glich|beantwortbar)|\bno (?:es posible|se puede)|\bne (?:peut|permet)[^.]{0,20} pas\b|\bpas possible\b|\bn\u00E3o (?:\u00E9 poss|pode)|\bnon (?:\u00E8 possibile|si pu\u00F2)|\bimposs(?:\u00EDvel|ibile)\b|\bunm\u00F6glich\b|\u4E0D(?:\u80FD|\u53EF\u80FD)|\u65E0\u6CD5/,
    "no"
  ],
  [
    /\b(?:es posible|se puede|est possible|peut|permet|ist m\u00F6glich|\u00E9 poss\u00EDvel|\u00E8 possibile|si pu\u00F2)\b/,
    "yes"
  ]
]

const notEnglish = /[^ -~]|\b(?:kann|nicht|es|est|peut|permet|pas|se|si|ist)\b/

/** What a clause says about whether the task can be done, or null. */
export const capabilityIn = (lower: string): Ability | null => {
  const other = notEnglish.test(lower) ? foreign.find(([pattern]) => pattern.test(lower)) : undefined
  if (other !== undefined) return other[1]
  if (lower.includes("nothing") && unhindered.test(lower)) return "yes"
  const found = predicate.exec(lower)
  if (found !== null) {
    if (found[0].startsWith("why")) return "yes"
    const negations = negationsBefore(lower, found.index + found[0].length) + (found[1] === undefined ? 0 : 1)
    return negations % 2 === 0 ? "yes" : "no"
  }
  if (isClear.test(lower) && negationsBefore(lower, lower.length) === 0) return "yes"
  return isWithheld.test(lower) ? "no" : null
}

/** What says that the answer cannot be told. */
import { anyOf, oneOf } from "../cleaning/text.ts"
import { strength } from "./claims.ts"

const judge = oneOf([
  "(?:determin|answer|decid|classif|ascertain|establish|identif|discern|infer|conclud|assess|judg|deduc|find|pinpoint|verif|confirm|gaug|analy[sz]|evaluat|specif|locat|interpret|detect|categori[sz]|predict)\\w*",
  "tell|told|know|known|say|said|see|seen|found",
  "make a|made|figure|draw|drawn|work out",
  "provide an? (?:definit|accurat|clear|certain)"
])

const unknowns = [
  "\\bunknown\\b",
  "\\bundetermin(?:ed|able)\\b",
  "\\bindetermina(?:te|ble)\\b",
  "\\bun(?:clear|certain|sure|answerable|specified|stated|knowable|decidable|identifiable|disclosed|classifiable|ascertainable|verifiable)\\b",
  "\\binconclusive\\b",
  `\\bnot ${oneOf(["entirely ", "really ", "at all ", "quite ", "fully ", "completely ", "immediately "])}?${
    oneOf([
      "clear",
      "sure",
      "certain",
      "known",
      "specified",
      "stated",
      "determinable",
      "determined",
      "answerable",
      "ascertainable",
      "obvious",
      "evident",
      "apparent",
      "knowable",
      "conclusive"
    ])
  }\\b`,
  "\\bisn't (?:entirely |really |quite )?(?:clear|certain|known|specified|stated|enough|obvious|determinable)\\b",
  `\\b(?:can|could) ?not(?: \\w+){0,4}? ${judge}`,
  `(?:\\b(?:impossible|unable|not possible|no way|not able|hard|difficult|tough|tricky|challenging)|n't possible|n't able)(?: for (?:me|us|a human|humans|anyone|a person|a reader))? to (?:\\w+ )?${judge}`,
  `\\b(?:impossible|not possible) (?:for|without)\\b`,
  `(?:\\bnot|n't|\\bin)[ -]?(?:have |provide |contain |give |offer |include |be |there )?(?:sufficient|enough|adequate)(?:ly)? ?(?:\\w+ ){0,3}?${
    oneOf([
      "info\\w*",
      "context",
      "detail\\w*",
      "evidence",
      "data",
      "text",
      "clear",
      "specific",
      "words",
      "clues?"
    ])
  }\\b`,
  "\\b(?:insufficient|inadequate|not enough|too little|lack of|lacks?|missing|no|without) (?:any )?(?:\\w+ ){0,2}?(?:information|context|details?|evidence|data|indications?|mention)\\b",
  "\\b(?:there is|there's|there are) (?:not enough|no mention|nothing|no information|insufficient)",
  "\\bno (?:clear|definite|definitive|discernible|obvious|identifiable|explicit|apparent) (?:\\w+ )?(?:sentiments?|tone|opinion|answer|indication|emotions?)\\b",
  "\\b(?:do not|don't|does not|doesn't) know\\b",
  "\\bno (?:idea|way of knowing|way to (?:know|tell|determine|say|answer))\\b",
  `(?:\\bnot|\\bnever|n't|\\bneither)(?: \\w+){0,2}? ${
    oneOf([
      "mention(?:s|ed)?",
      "state[sd]?",
      "specif(?:y|ies|ied)",
      "says?",
      "said",
      "gives?",
      "given",
      "tell",
      "told",
      "indicated?",
      "provided?",
      "reveal(?:ed)?",
      "disclosed?",
      "explain(?:ed)?",
      "describe[d]?",
      "include[d]?",
      "contain(?:ed)?",
      "address(?:ed)?",
      "known",
      "clarif(?:y|ied)",
      "answer(?:ed)?",
      "discuss(?:ed)?"
    ])
  }\\b`,
  `\\b(?:do(?:es)?|did)(?: not|n't)(?: \\w+){0,2}? ${
    oneOf([
      "mention",
      "state",
      "specify",
      "say",
      "give",
      "tell",
      "indicate",
      "provide",
      "reveal",
      "disclose",
      "explain",
      "describe",
      "include",
      "contain",
      "address",
      "clarify",
      "answer",
      "discuss",
      "make clear",
      "make it clear",
      "express any clear",
      "convey a clear"
    ])
  }\\b`,
  "\\b(?:fails?|failed) to (?:mention|state|specify|say|give|indicate|provide)\\b",
  "\\b(?:gives?|provides?|contains?|offers?|has|with) no (?:\\w+ )?(?:location|place|answer|clues?|hints?|name|details?|indications?)\\b",
  "\\bnothing (?:can|could) be (?:said|told|known|concluded|inferred|determined|deduced)\\b",
  "\\b(?:nothing|nowhere|nobody|no one|none|no (?:sentence|line|word|part|clue|hint|passage|detail|place))\\b(?: [\\w']+){0,6}? (?:tells?|says?|mentions?|indicates?|reveals?|states?|shows?|explains?|points? to|hints? at|specif(?:y|ies)|gives?)\\b",
  "\\btoo (?:little|few|much|many|vague|ambiguous|heavily|short|garbled)\\b.{0,60}\\b(?:redacted|missing|masked|removed|hidden|blank|judge|tell|say|know|decide|determine|classify)\\b",
  "\\bbut not (?:about |of )?(?:where|who|what|why|when|how|which)\\b",
  "\\binsufficient\\b",
  "\\bambiguous\\b",
  "\\bsilent (?:on|about)\\b",
  "\\bn/a\\b",
  "\\bno (?:lo )?s\u00E9",
  "\\bje ne sais pas\\b",
  "\\bwei(?:\u00DF|ss) (?:es )?nicht\\b",
  "\\bn\u00E3o sei\\b",
  "\u043D\u0435 \u0437\u043D\u0430\u044E|\u043D\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043D\u043E",
  "\u4E0D(?:\u80FD)?(?:\u786E\u5B9A|\u6E05\u695A)|\u308F\u304B\u308A\u307E\u305B\u3093|\u308F\u304B\u3089\u306A\u3044",
  "\\bnot applicable\\b",
  "\\bdesconocid[oa]\\b",
  "\\binconnue?\\b",
  "\\bunbekannt\\b",
  "\\bdesconhecid[oa]\\b",
  "\u672A\u77E5",
  "\u4E0D\u77E5\u9053",
  "\u65E0\u6CD5(?:\u786E\u5B9A|\u5224\u65AD|\u56DE\u7B54)",
  "\u4E0D\u660E"
]

const unknown = new RegExp(anyOf(unknowns), "i")

/** What each of them has: most clauses are passed after looking for it. */
const doubtful =
  /no|un|n't|ne(?:ver|ither| sais)|nicht|indeterm|inconclu|inconnu|desconhec|suffic|adequate|enough|impossible|hard|difficult|tough|tricky|challenging|lack|missing|without|fail|too |ambiguous|silent|n\/a|[^ -~]/i

const within =
  "(?: (?!and\\b|but\\b|so\\b|because\\b|therefore\\b|which\\b|that\\b|since\\b|thus\\b)[\\w'/-]+){0,5}?"

/** Doubt that is denied: "nothing in it is unclear", "neither false nor unknown", "no information is missing". */
const denied = new RegExp(
  `(?:\\b(?:nothing|neither|nor|none|(?<!\\bor )not|never)|n't)${within} (?:unclear|unknown|uncertain|ambiguous|inconclusive|undetermined|unanswerable|missing|impossible|hard|difficult)\\b`
    + "|\\bno (?:\\w+ ){0,2}(?:is|are) (?:missing|unclear|lacking)\\b|\\bno (?:ambiguity|doubt|uncertainty|question)\\b|\\bnot in doubt\\b",
  "gi"
)

/** Only the confidence is limited: "cannot be determined with certainty" leaves a hedged answer in place. */
const uncertain =
  /\b(?:for (?:sure|certain)|(?:with|without)(?: \w+)? (?:certainty|confidence|doubt)|certainty|definitively|conclusively|outright|expressly|in so many words|exact(?:ly)?|precise(?:ly)?|explicitly|directly|completely|entirely|fully|100 ?%)/i

/** Doubt of the answerer: whatever answer stands beside it is the answer. */
const doubt = /\b(?:not (?:\w+ )?sure|unsure|i (?:do not|don't) (?:really )?know)\b/

/**
 * Whether a clause says that the answer cannot be told: wholly, partly (only not for certain), hardly (the answerer
 * doubts) or no.
 */
export const saysUnknown = (lower: string): "wholly" | "partly" | "hardly" | "no" => {
  if (!doubtful.test(lower)) return "no"
  if (!unknown.test(lower) || !unknown.test(lower.replace(denied, ""))) return "no"
  if (doubt.test(lower)) return "hardly"
  return uncertain.test(lower) ? "partly" : "wholly"
}

/** How much a clause commits that says so. */
export const unknownStrength = {
  wholly: strength.verdict,
  partly: strength.possible,
  hardly: strength.remark
} as const

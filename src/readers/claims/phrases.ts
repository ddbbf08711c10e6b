import { anyOf, oneOf } from "../cleaning/text.ts"
import { strength } from "./settle.ts"

const cannot = oneOf([
  "can ?not",
  "can't",
  "could ?n[o']t",
  "couldn't",
  "am (?:not able|unable) to",
  "'m (?:not able|unable) to",
  "(?:will|would) not",
  "won't",
  "wouldn't",
  "don't feel comfortable",
  "do not feel comfortable",
  "must decline to",
  "have to decline to",
  "not able to",
  "unable to"
])

/** What a model says when it declines the task, whatever the task is. */
const refusals = [
  `\\bi(?: am|'m)? ?(?:simply |really |just |currently |also )?${cannot} (?:\\w+ )?${
    oneOf([
      `help`,
      `assist`,
      `comply`,
      `fulfil+`,
      `provide`,
      `answer`,
      `analy[sz]e`,
      `respond`,
      `engage`,
      `participate`,
      `continue`,
      `discuss`,
      `do (?:that|this)`,
      `complete`,
      `process`,
      `perform`,
      `proceed`,
      `generate`,
      `create`,
      `edit`,
      `modify`,
      `alter`,
      `change`,
      `rewrite`,
      `redact`,
      `list`,
      `offer`,
      `give`,
      `share`,
      `support`,
      `satisfy`,
      `accommodate`,
      `carry out`
    ])
  }`,
  "\\b(?:as|being|i am|i'm) (?:just |only )?an? (?:ai|artificial intelligence|language model|large language model|chatbot|assistant)\\b",
  "\\b(?:goes|go) against (?:my|the) (?:programming|guidelines|policy|policies|principles)",
  "\\b(?:i|i'm|i am) (?:must |have to |sorry,? (?:but )?i (?:must |have to )?)?(?:decline|refuse)\\b",
  "\\b(?:i'm|i am|we are|we're) (?:so |very |really |deeply )?sorry\\b",
  "\\bi apologi[sz]e\\b",
  "\\bmy apologies\\b",
  "^sorry\\b",
  "\\bcannot (?:help|assist|comply) with (?:this|that|your)",
  "\\b(?:please|could you|can you|kindly) (?:please )?(?:provide|share|give|supply|clarify|specify|send|paste)",
  "\\bhow (?:can|may) i (?:help|assist)"
]

const refusal = new RegExp(anyOf(refusals), "i")

/** Whether the text declines, apologises or asks back. What follows a refusal can still be an answer. */
export const declines = (text: string): boolean => refusal.test(text)

const outright =
  /\ban? ai\b|\blanguage model\b|\bfulfil|\bcomply\b|\bassist\b|\b(?:your|this|the) request\b|\bguidelines\b|\bprogramming\b|\bpersonal\b|\b(?:have|give|express) (?:an )?opinions?\b|\bethic|\binappropriate\b|\bharmful\b|\bhate(?:ful)?\b|\bslurs?\b|\boffensive\b|\b(?:feel|not) comfortable\b|\bof (?:this|that|such) (?:kind|type|sort|nature)\b|\b(?:promot|glorif|incit)\w+\b|\bcontribute to\b|\bappropriate\b/i

/** Whether a text that declines does so on principle, and not because the answer cannot be told. */
export const refusesOutright = (text: string): boolean => outright.test(text)

const judge = oneOf([
  "determin\\w*",
  "tell",
  "know",
  "say",
  "answer\\w*",
  "decid\\w*",
  "classif\\w*",
  "ascertain\\w*",
  "establish\\w*",
  "identif\\w*",
  "discern\\w*",
  "infer\\w*",
  "conclud\\w*",
  "assess\\w*",
  "judg\\w*",
  "deduc\\w*",
  "find\\w*",
  "pinpoint\\w*",
  "verif\\w*",
  "confirm\\w*",
  "gaug\\w*",
  "analy[sz]\\w*",
  "evaluat\\w*",
  "see",
  "specif\\w*",
  "make a",
  "figure",
  "draw",
  "locat\\w*",
  "interpret\\w*",
  "detect\\w*",
  "categori[sz]\\w*",
  "predict\\w*",
  "work out",
  "made",
  "drawn",
  "known",
  "seen",
  "told",
  "said",
  "found",
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
  `\\b(?:can ?not|can't|could not|couldn't|cannot)(?: \\w+){0,4}? ${judge}`,
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
  "\\b(?:nothing|nowhere|none|no (?:sentence|line|word|part|clue|hint|passage|detail|place))\\b(?: [\\w']+){0,6}? (?:tells?|says?|mentions?|indicates?|reveals?|states?|shows?|explains?|points? to|hints? at|specif(?:y|ies)|gives?)\\b",
  "\\btoo (?:little|few|much|many|vague|ambiguous|heavily|short|garbled)\\b.{0,60}\\b(?:redacted|missing|masked|removed|hidden|blank|judge|tell|say|know|decide|determine|classify)\\b",
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

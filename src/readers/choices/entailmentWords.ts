/** What a clause says in words about whether a hypothesis follows. */
import { type Claim, strength } from "../claims/claims.ts"
import { isTurned } from "../claims/negation.ts"
import { beforeQuestion } from "../claims/stance.ts"
import { saysUnknown } from "../claims/unknowns.ts"
import { opensWith, statesYesNo } from "../claims/yesNo.ts"
import { dictionary } from "../cleaning/dictionary.ts"
import { anyOf, eachMatch, oneOf } from "../cleaning/text.ts"

/** Whether a hypothesis follows from a paragraph. */
export type Entailment = "yes" | "no" | "unknown"

/** Predicates of a hypothesis that holds. */
const proving = [
  "entail\\w*",
  "support(?:s|ed|ing|ive)?",
  "impl(?:y|ies|ied)",
  "follow(?:s|ed)?",
  "infer(?:s|red|able|ence)?",
  "conclud\\w*",
  "prove[ns]?",
  "confirm(?:s|ed|ing)?",
  "consistent",
  "match(?:es|ed|ing)?",
  "align(?:s|ed)?",
  "agree(?:s|ment)?",
  "true",
  "correct(?:ly)?",
  "accurate(?:ly)?",
  "valid",
  "right",
  "back(?:s|ed)? (?:it |this |that )?up",
  "backed",
  "born[e]? out",
  "substantiat\\w*",
  "justif\\w*",
  "warrant(?:s|ed)",
  "guarantee[sd]?",
  "derived?",
  "deduced?",
  "holds?(?: true| up)?",
  "paraphras\\w*",
  "restat\\w*",
  "restatement",
  "rephras\\w*",
  "repeats?",
  "reword\\w*",
  "verif\\w*",
  "evidence",
  "consequence",
  "equivalent",
  "same (?:thing|meaning|information|claim|fact|statement|content|idea)",
  "(?<=\\b(?:exactly|precisely|just|simply|not|is) )what the (?:paragraph|text|passage|premise) (?:says|states|tells us|describes)",
  "word for word",
  "corresponds?",
  "(?<=\\b(?:it|this|that|which|hypothesis|statement|claim|fact)(?: \\w+)? (?:is|was)(?: \\w+){0,2} )(?:stated|mentioned|spelled out|written|said)"
]
/** Predicates of a hypothesis that does not hold. */
const refuting = [
  "contradict\\w*",
  "refut\\w*",
  "den(?:y|ies|ied)",
  "disprove[sn]?",
  "conflict(?:s|ed|ing)",
  "(?:in )conflict",
  "conflict (?:with|between)",
  "inconsistent",
  "incompatible",
  "irreconcilable",
  "false",
  "incorrect(?:ly)?",
  "untrue",
  "inaccurate",
  "wrong",
  "invalid",
  "mistaken",
  "disagree\\w*",
  "negat(?:es?|ed|ing)",
  "opposite",
  "contrary",
  "unsupported",
  "unfounded",
  "unwarranted",
  "unjustified",
  "unproven",
  "unsubstantiated",
  "mismatch\\w*",
  "exclude each other",
  "mutually exclusive",
  "at odds",
  "odds with",
  "at variance",
  "otherwise",
  "rules? (?:it |this |that )?out",
  "ruled out",
  "overstat\\w*",
  "belie[sd]"
]
const proves = oneOf(proving)
const refutes = oneOf(refuting)
const predicate = new RegExp(`\\b(?:(${anyOf(refuting)})|${proves})(?![a-z])`, "g")
const refutal = new RegExp(`\\b${refutes}\\b`)

/** "Neither supports nor refutes it." */
const neither = new RegExp(
  `\\b(?:neither|not|nothing|no)(?: \\w+){0,3}? (?:${proves}|${refutes})(?: \\w+){0,4}? n?or (?:\\w+ ){0,2}?(?:${proves}|${refutes})`
)

/** Statements about both directions at once. The first that holds decides; null says nothing. */
const pairs: readonly (readonly [RegExp, Entailment | null])[] = [
  [neither, "unknown"],
  [new RegExp(`\\b(?:${proves}|${refutes}) or (?:is )?(?:not|${proves}|${refutes})\\b`), null],
  [new RegExp(`\\b${proves} and (?:\\w+ )?${refutes}\\b|\\b${refutes} and (?:\\w+ )?${proves}\\b`), null],
  [
    /\b(?:can|could) (?:not|never|hardly) be (?:false|wrong|untrue)|\bno way\b.*\bcould be (?:false|wrong|untrue)/,
    "yes"
  ],
  [/\b(?:no|non|not an?|without|lack of)[ -](?:logical |clear |direct )?entailment\b/, "no"]
]
/** What every one of them has: most clauses are passed after looking for it. */
const paired = /\b(?:n?or|and|not?|non|never|hardly|without|lack of)\b/

/** What the next one has. */
const denies = /no|little|without/
const noEvidence =
  /\b(?:no|little|not (?:provide|give|contain|offer)(?: any)?|without(?: any)?)(?: \w+){0,2} (?:evidence|support|proof|basis|grounds?|justification)\b|\bnothing (?:\w+ ){0,5}(?:to )?(?:supports?|backs?|suggests?|impl(?:y|ies)|indicates?|proves?|confirms?)\b/
const cannotFollow =
  /\b(?:can not|could not|impossible to|not possible to|no way to)(?: be)?(?: \w+)? (?:infer|conclud|deduc|deriv)/
const saysIt =
  /\b(?:does|do) (?:indeed |in fact |actually )?(?:state|say)\b|\b(?:says|states|tells us) (?:so|this|that|it|exactly that|just that|the same)[.,!]*$/
const modal = /\b(?:could|may|might|possibly|perhaps)\b/
/** "didn't come true", "the right answer": the word is no predicate of the hypothesis. */
const otherUse =
  /\b(?:come|comes|came|correct(?:ly)? (?:answer|option|choice)|right (?:answer|option|choice|after|before|now|away|hand|to|of)|follow(?:s|ed)? (?:the|a|his|her|their)|agree(?:s|ment)? (?:to|on)|true (?:that|for|enough)|back(?:s|ed)? (?:in|to|from|at)|(?:false|true|wrong|right|valid|accurate|mistaken|opposite|contrary) (?!statement|hypothesis|claim|conclusion|according|because|since|as|in|by|if|given|and|or|for|based|here|on|of|with|that|to|is|are|about|inference|paraphrase|then|when|so|but|only|at|too|also|from|i|the|was|one)[a-z]+|hold(?:s)? (?:a|an|the|that|his|her))\b/g

const bareUnknown =
  /^["'([]*(?:unknown|unclear|neutral|undetermined|uncertain|unsure|indeterminate|inconclusive|ambiguous|n\/a)(?=["')\].!,;:]*(?:$|\s*[-\u2013\u2014(]|\s+(?:because|since|as|from|based|given|whether|if|due|here|for)\b))/
const letterOf: Readonly<Record<string, Entailment>> = dictionary<Entailment>({
  t: "yes",
  f: "no",
  one: "yes",
  two: "no",
  three: "unknown",
  "the answer is one": "yes",
  "the answer is two": "no",
  "the answer is three": "unknown"
})

/** "…, but nothing contradicts it": says no more than that it may be so. */
export const isNotRefuted = (lower: string): boolean => {
  const found = refutal.exec(lower)
  return found !== null && isTurned(lower, found.index)
}

const statementIn = (lower: string): Entailment | null | undefined => {
  const speaks = lower.search(predicate) >= 0
  const pair = paired.test(lower) && (speaks || lower.includes("entailment"))
    ? pairs.find(([pattern]) => pattern.test(lower))
    : undefined
  if (pair !== undefined) return pair[1]
  if (/\bmay or may not\b/.test(lower)) return "unknown"
  if (denies.test(lower) && noEvidence.test(lower)) return isNotRefuted(lower) ? null : "no"
  if (!speaks) return saysIt.test(lower) ? "yes" : undefined
  const told = lower.search(otherUse) < 0 ? lower : lower.replace(otherUse, " ")
  let value: Entailment | undefined
  for (const found of eachMatch(told, predicate)) {
    const turned = isTurned(told, found.index)
    if (found[1] !== undefined) return turned ? null : "no"
    if (turned) return "no"
    value = "yes"
  }
  return value ?? (saysIt.test(lower) ? "yes" : undefined)
}

/** What a clause says in words about the statement, or undefined when it says nothing. */
export const entailmentInWords = (text: string): Claim<Entailment> | undefined => {
  const lower = text.toLowerCase().replaceAll("_", " ")
  const opened = opensWith(text) ?? statesYesNo(text)
  if (opened !== null) return { value: opened, strength: strength.weighed, rule: "yes-or-no" }
  const letter = letterOf[lower.replace(/[^\p{L}\p{N} ]+/gu, "").trim()]
  if (letter !== undefined) return { value: letter, strength: strength.weighed, rule: "bare-word" }
  if (bareUnknown.test(lower)) return { value: "unknown", strength: strength.weighed, rule: "bare-word" }
  if (
    saysUnknown(lower) !== "no" && !neither.test(lower) && !cannotFollow.test(lower)
    && !noEvidence.test(lower)
  ) {
    return { value: "unknown", strength: strength.verdict, rule: "undetermined" }
  }
  if (/\bneutral\b/.test(lower)) return { value: "unknown", strength: strength.verdict, rule: "statement" }
  if (/\boptions\b/.test(lower)) return undefined
  const value = statementIn(beforeQuestion(lower))
  if (value === undefined || value === null) return undefined
  if (modal.test(lower)) return { value, strength: strength.possible, rule: "statement" }
  return { value, strength: lower.length < 20 ? strength.weighed : strength.verdict, rule: "statement" }
}

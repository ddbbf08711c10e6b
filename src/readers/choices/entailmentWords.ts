import { saysUnknown } from "../claims/phrases.ts"
import { type Claim, strength } from "../claims/settle.ts"
import { opensWith, statesYesNo } from "../claims/yesNo.ts"

/** Whether a hypothesis follows from a paragraph. */
export type Entailment = "yes" | "no" | "unknown"

const not =
  "(?:\\bnot|n't|\\bnever|\\bneither|\\bcannot|\\bno longer|\\bfails? to|\\bnor|\\bno way to)(?: (?:be|been|necessarily|directly|explicitly|actually|really|fully|clearly|logically|strictly|to|being|seem|appear|provide|offer|give|any|it|entirely|quite|completely|at all|in fact))*"
const proves =
  "(?:entail\\w*|support\\w*|impl(?:y|ies|ied)|follow\\w*|infer(?:red)?|conclud\\w*|prove[ns]?|confirm\\w*|consistent|match\\w*|align\\w*|agree\\w*|true|correct|accurate|valid|backs? up|backed up|substantiat\\w*|justif\\w*|derived?|deduced|holds?|paraphras\\w*|restat\\w*|rephras\\w*|verif\\w*|evidence)"
const refutes =
  "(?:contradict\\w*|refut\\w*|den(?:y|ies|ied)|disprove[sn]?|conflict\\w*|inconsistent|false|incorrect|untrue|inaccurate|wrong|invalid|disagree\\w*|negat\\w+|opposite|unsupported|odds with|otherwise)"

/** What can be said of the statement. The first that holds decides: the wider pattern comes before the narrower. */
const statements: readonly (readonly [RegExp, Entailment | null])[] = [
  [
    new RegExp(
      `(?:\\bneither|\\bnot|n't)(?: \\w+){0,3}? (?:${proves}|${refutes})(?: \\w+){0,4}? n?or (?:\\w+ ){0,2}?(?:${proves}|${refutes})`
    ),
    "unknown"
  ],
  [new RegExp(`\\b(?:${proves}|${refutes}) or (?:is )?(?:not|${proves}|${refutes})\\b`), null],
  [
    new RegExp(
      `\\b(?:${proves}) and (?:\\w+ )?(?:${refutes})\\b|\\b(?:${refutes}) and (?:\\w+ )?(?:${proves})\\b`
    ),
    null
  ],
  [/\bmay or may not\b/, "unknown"],
  [/\b(?:no|non|not an?|without|lack of)[ -](?:logical |clear |direct )?entailment\b/, "no"],
  [new RegExp(`${not} (?:an? |the )?${refutes}\\b`), null],
  [new RegExp(`\\b(?:nothing|neither|none)(?: [\\w']+){0,5}? ${refutes}\\b`), null],
  [new RegExp(`${not} (?:an? |the )?${proves}\\b`), "no"],
  [new RegExp(`\\b${refutes}\\b`), "no"],
  [
    new RegExp(
      `\\bno (?:\\w+ )?evidence\\b|\\bnothing (?:\\w+ ){0,5}(?:supports?|suggests?|implies|indicates)\\b`
    ),
    "no"
  ],
  [new RegExp(`\\b${proves}\\b`), "yes"],
  [/\bdoes (?:indeed )?(?:state|say)\b/, "yes"]
]

const bareUnknown =
  /^["'([]*(?:unknown|unclear|neutral|undetermined|uncertain|unsure|indeterminate|inconclusive|ambiguous|n\/a)(?=["')\].!,;:]*(?:\s|$))/
const letterOf: Readonly<Record<string, Entailment>> = {
  t: "yes",
  f: "no",
  one: "yes",
  two: "no",
  three: "unknown"
}

/** What a clause says in words about the statement, or undefined when it says nothing. */
export const entailmentInWords = (text: string): Claim<Entailment> | undefined => {
  const lower = text.toLowerCase().replace(/_/g, " ")
  const opened = opensWith(text) ?? statesYesNo(text)
  if (opened !== null) return { value: opened, strength: strength.weighed, rule: "yes-or-no" }
  const letter = letterOf[lower.replace(/[^\p{L}\p{N}]+/gu, "")]
  if (letter !== undefined) return { value: letter, strength: strength.weighed, rule: "bare-word" }
  if (bareUnknown.test(lower)) return { value: "unknown", strength: strength.weighed, rule: "bare-word" }
  const neither = statements[0]?.[0].test(lower) === true
  const cannotFollow = /\b(?:can ?not|can't|could not)(?: be)?(?: \w+)? (?:infer|conclud|deduc|deriv)/.test(
    lower
  )
  const noEvidence =
    /\bno (?:\w+ ){0,2}evidence\b|(?:\bnot|n't) (?:provide|give|contain|offer) (?:any )?evidence\b|\bnothing (?:\w+ ){0,5}(?:supports?|suggests?|implies)\b/
      .test(lower)
  if (!neither && !cannotFollow && !noEvidence && saysUnknown(lower) !== "no") {
    return { value: "unknown", strength: strength.verdict, rule: "undetermined" }
  }
  if (/\bneutral\b/.test(lower)) return { value: "unknown", strength: strength.verdict, rule: "statement" }
  if (/\b(?:whether|options)\b/.test(lower)) return undefined
  const stated = statements.find(([pattern]) => pattern.test(lower))
  if (stated === undefined || stated[1] === null) return undefined
  return {
    value: stated[1],
    strength: lower.length < 20 ? strength.weighed : strength.verdict,
    rule: "statement"
  }
}

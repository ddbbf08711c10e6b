import { read, type Reading, unread } from "../domain/Reading.ts"
import { type Clause, clausesOf } from "./claims/clauses.ts"
import { type Claim, type Claimed, settle, strength } from "./claims/settle.ts"
import { opensWith, statesYesNo } from "./claims/yesNo.ts"
import { plainAnswer } from "./cleaning/clean.ts"

/** Whether a question can be answered, by the model's word. */
export type Ability = "yes" | "no"

const task =
  "(?:determin\\w*|answer\\w*|tell|know\\w*|say|said|infer\\w*|identif\\w*|decid\\w*|classif\\w*|conclud\\w*|discern\\w*|deduc\\w*|ascertain\\w*|establish\\w*|judg\\w*|find|found|figure|make|made|assess\\w*|gaug\\w*|work out|see|seen|derived?|do(?:ne)?)"

/** Statements that the task can or cannot be done. The first that holds decides, so negations come first. */
const statements: readonly (readonly [RegExp, Ability])[] = [
  [/\bunlikely\b|\bcan only (?:be )?(?:guess|speculat)/, "no"],
  [
    /\b(?:nobody|no one|no reader|nothing|none)(?: \w+){0,3} (?:can|could|would|left|remains|tells?|reveals?|to go on)\b/,
    "no"
  ],
  [/^["'(]*no (?:\w+ ){1,3}(?:can|could) be\b/, "no"],
  [
    /\b(?:kann|k\u00F6nnen)\b[^.]{0,40} nicht\b|\bkann nicht\b|\bno (?:es posible|se puede)|\bne (?:peut|permet)[^.]{0,20} pas\b|\bn\u00E3o (?:\u00E9 poss|pode)|\bnon (?:\u00E8 possibile|si pu\u00F2)/,
    "no"
  ],
  [
    /(?:\bnot|n't|\bnever|\bhardly|\bno longer)(?: (?:be|really|at all|actually|entirely|even|always|necessarily|currently))? (?:possible|able|feasible|answerable|determinable|enough to)\b/,
    "no"
  ],
  [/\b(?:impossible|unable|unanswerable|undeterminable|infeasible|indeterminable|insufficient)\b/, "no"],
  [/\bno (?:way|longer)(?: \w+)? (?:to|possible)\b/, "no"],
  [new RegExp(`\\b(?:can ?not|can't|could ?n[o']t|couldn't)(?: \\w+){0,3}? ${task}\\b`), "no"],
  [
    /(?:\bnot|n't|\bno|\black|\blacks|\binsufficient)(?: \w+){0,2}? (?:enough|sufficient|information|context|evidence)\b/,
    "no"
  ],
  [
    /(?:\bnot|n't|\bnever)(?: \w+)? (?:say|state|mention|specif|give|provide|indicate|reveal|tell|contain)|\b(?:need|require)s? (?:more|additional|further)\b|\bonly with (?:more|additional|further)\b/,
    "no"
  ],
  [/\b(?:possible(?! that)|able|feasible|answerable|determinable)\b(?!\?)/, "yes"],
  [new RegExp(`\\b(?:can|could)(?: \\w+){0,3}? ${task}\\b`), "yes"],
  [
    /\b(?:there is|has|have|contains?|provides?|gives?|offers?|includes?)(?: \w+)? (?:enough|sufficient|all the)\b|\b(?:is|are) (?:enough|sufficient|adequate)\b/,
    "yes"
  ]
]

/** A belief that is denied turns what is believed around: "I don't think that it can be answered". */
const denies =
  /\b(?:do|does|did|would)(?: not|n't)(?: really| actually)? (?:think|believe|feel|suppose|see (?:how|any way|a way)|seem|appear|look like)\b|\bwould(?: not|n't) say\b|(?<!\b(?:no|any|a|without) )\bdoubt(?:s|ful)?\b/
const turned: Readonly<Record<Ability, Ability>> = { yes: "no", no: "yes" }

const firstPerson =
  /\bi(?:'m| am)? ?(?:can ?not|can't|could ?n[o']t|couldn't|not able|unable|am not|do not|don't)\b/
const bareWords: readonly (readonly [RegExp, Ability])[] = [
  [
    /^(?:it(?:'s| is) )?(?:(?:absolutely|certainly|definitely|of course|probably|likely|obviously|surely|clearly) not|not (?:really|possible|at all|likely|without .{0,80})|impossible|no (?:chance|way)|false|incorrect|unlikely|never|f|it (?:is not|isn't|cannot|can't|does not|doesn't)|[\u274C\u2717\u2718]|\u{1F44E})$/u,
    "no"
  ],
  [
    /^(?:it(?:'s| is) )?(?:absolutely|certainly|definitely|of course|indeed|affirmative|possible|true|correct|sure|yes of course|t|(?:indeed,? |yes,? )?it (?:is|can|does)(?: indeed)?|[\u2705\u2713\u2714\u2611]|\u{1F44D})$/u,
    "yes"
  ]
]

const bare = (clause: Clause): Ability | null => {
  const word = clause.lower.replace(/^["'([]+|["')\].!,\s]+$/gu, "").replace(
    /^(?:answer|the answer is)[: ]+/,
    ""
  )
  return bareWords.find(([pattern]) => pattern.test(word))?.[1] ?? null
}

const claimsIn = (clause: Clause): readonly Claim<Ability>[] => {
  const yesNo = opensWith(clause.text) ?? statesYesNo(clause.text)
  if (yesNo !== null) return [{ value: yesNo, strength: strength.weighed, rule: "yes-or-no" }]
  const word = bare(clause)
  if (word !== null) return [{ value: word, strength: strength.verdict, rule: "bare-word" }]
  const denial = denies.exec(clause.lower)
  const told = denial === null
    ? clause.lower.split(/\bwhether\b/)[0] ?? ""
    : clause.lower.slice(denial.index + denial[0].length)
  if (/\boptions\b/.test(clause.lower) || (denial === null && firstPerson.test(clause.lower))) return []
  const stated = statements.find(([pattern]) => pattern.test(told))
  if (stated === undefined) return []
  const value = denial === null ? stated[1] : turned[stated[1]]
  return [{ value, strength: strength.possible, rule: "possible-or-not" }]
}

/** The commonest answers, which need no reading. */
const bareAnswers: Readonly<Record<string, Ability>> = {
  Yes: "yes",
  "Yes.": "yes",
  yes: "yes",
  No: "no",
  "No.": "no",
  no: "no"
}

/** A sentence that makes the answer depend on something settles it only with a plain yes or no. */
const depends = /\bdepends\b/

/** Whether an answer says that the question can be answered. */
export const readAbility = (answer: string): Reading<Ability> => {
  const text = plainAnswer(answer)
  if (text === "") return unread("empty")
  if (/^y\s?(?:\/|or)\s?n$/i.test(text)) return unread("options")
  const bareAnswer = bareAnswers[text]
  if (bareAnswer !== undefined) return read(bareAnswer, "yes-or-no")
  const whole = text.toLowerCase().replace(/[\s"'.!]+$/, "")
  if (whole === "sure") return read("yes", "bare-word")
  const clauses = clausesOf(text.replace(/^\(?\d{1,2}[.)]\s+/, ""))
  const open = new Set(clauses.filter(({ lower }) => depends.test(lower)).map(({ sentence }) => sentence))
  const parts = clauses.map((clause): Claimed<Ability> => {
    const claims = clause.lower === "sure!" || clause.lower === "sure" || clause.lower === "certainly!"
      ? []
      : claimsIn(clause).filter((claim) => claim.strength === strength.weighed || !open.has(clause.sentence))
    return { clause, claims, bare: opensWith(clause.text) !== null || bare(clause) !== null }
  })
  return settle(parts)
}

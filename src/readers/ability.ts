/** The reader of whether a question can be answered. */
import { read, type Reading, unread } from "../domain/Reading.ts"
import { type Ability, capabilityIn } from "./ability/capability.ts"
import { type Claim, type Claimed, strength } from "./claims/claims.ts"
import { type Clause, clausesOf } from "./claims/clauses.ts"
import { settle } from "./claims/settle.ts"
import { beforeQuestion } from "./claims/stance.ts"
import { opensWith, statesYesNo } from "./claims/yesNo.ts"
import { plainAnswer } from "./cleaning/clean.ts"
import { dictionary } from "./cleaning/dictionary.ts"
import { withoutQuotations } from "./cleaning/quotations.ts"
import { oneOf, trimSigns } from "./cleaning/text.ts"

export type { Ability }

const alone = (phrases: readonly string[]): RegExp => new RegExp(`^(?:it is )?${oneOf(phrases)}$`, "u")

/** Clauses that are an answer and nothing else. */
const bareWords: readonly (readonly [RegExp, Ability])[] = [
  [
    alone([
      "(?:absolutely|certainly|definitely|of course|probably|likely|obviously|surely|clearly) not",
      "not (?:really|possible|at all|likely|(?:with|without|from|given|based on|according to) .{0,80})",
      "impossible",
      "no (?:chance|way)",
      "not a chance",
      "(?:so |then )?(?:you|one|we|she|he|they) can not",
      "false",
      "incorrect",
      "unlikely",
      "never",
      "f",
      "it (?:is not|can not|does not)",
      "[\u274C\u2717\u2718]",
      "\u{1F44E}"
    ]),
    "no"
  ],
  [
    alone([
      "absolutely",
      "certainly",
      "definitely",
      "of course",
      "indeed",
      "affirmative",
      "possible",
      "true",
      "correct",
      "sure",
      "you bet",
      "(?:so |then )?(?:you|one|we|she|he|they) can",
      "yes of course",
      "t",
      "(?:indeed,? |yes,? )?it (?:is|can|does)(?: indeed)?",
      "[\u2705\u2713\u2714\u2611]",
      "\u{1F44D}"
    ]),
    "yes"
  ]
]

const bare = (clause: Clause): Ability | null => {
  const word = trimSigns(clause.lower, "\"'([", "\"')].!, ").replace(/^(?:answer|the answer is)[: ]+/, "")
  return bareWords.find(([pattern]) => pattern.test(word))?.[1] ?? null
}

/** "…, and I believe it can": what the auxiliary leaves out is the task. */
const ellipsis =
  /(?:^|\b(?:so|believe|think|afraid|say|sure|certain|that|indeed|and|but),? )(?:it|this|that|one|you|we|she|he|they)(?: sure| certainly| surely| indeed)? (?:can|is|does|could)( not)?(?: indeed)?["'.!]*$/

/** What the answerer cannot do says nothing of what can be done. */
const firstPerson =
  /\bi (?:can not|could not|am not able|am unable|do not)\b(?! (?:\w+ )?(?:think|believe|feel|see|doubt|suppose))/
const neither = /\b(?:neither|can not say) ["']?(?:yes|no)\b|\boptions\b/

/** What a clause claims that opens with `opening`, or is nothing but `word`. */
const claimsIn = (
  clause: Clause,
  opening: Ability | null,
  word: Ability | null
): readonly Claim<Ability>[] => {
  if (neither.test(clause.lower)) return []
  const yesNo = opening ?? statesYesNo(clause.text)
  if (yesNo !== null) return [{ value: yesNo, strength: strength.weighed, rule: "yes-or-no" }]
  if (word !== null) return [{ value: word, strength: strength.verdict, rule: "bare-word" }]
  const left = ellipsis.exec(clause.lower)
  if (left !== null) {
    return [{ value: left[1] === undefined ? "yes" : "no", strength: strength.possible, rule: "ellipsis" }]
  }
  if (firstPerson.test(clause.lower)) return []
  const value = capabilityIn(beforeQuestion(clause.lower))
  return value === null ? [] : [{ value, strength: strength.possible, rule: "possible-or-not" }]
}

/** "Yes, and the answer is no": behind a yes, the answer to the question itself. */
const ownAnswer = /^(?:and )?(?:the|its) answer (?:is|being|would be)\b/

/** "Had he said so, I would answer yes, but he does not." */
const unmet: Claim<Ability> = { value: "no", strength: strength.possible, rule: "unmet-condition" }

/** Questions that answer: "How could anyone tell?", "Why would it not be possible?" */
const rhetorical =
  /^(?:so |and |but |then )?(?:how (?:could|should|would) (?:it|one|anyone|anybody|a reader|i|we|you)|why (?:would|should) (?:not )?(?:it|that|this|one|we)(?: not)?)\b/

/** The commonest answers, which need no reading. */
const bareAnswers: Readonly<Record<string, Ability>> = dictionary<Ability>({
  Yes: "yes",
  "Yes.": "yes",
  yes: "yes",
  No: "no",
  "No.": "no",
  no: "no"
})

/** An answer that depends on something is settled only by a plain yes or no. */
const depends = /\bdepends\b/i
const onlyOptions = /^y(?:es)?\s?(?:\/|or)\s?no?$/i

/** Whether an answer says that the question can be answered. */
export const readAbility = (answer: string): Reading<Ability> => {
  const text = plainAnswer(answer)
  if (text === "") return unread("empty")
  if (onlyOptions.test(text)) return unread("options")
  const bareAnswer = bareAnswers[text]
  if (bareAnswer !== undefined) return read(bareAnswer, "yes-or-no")
  if (/^sure[\s"'.!]*$/i.test(text)) return read("yes", "bare-word")
  const told = withoutQuotations(text.replace(/^\(?\d{1,2}[.)]\s+/, ""))
  const open = depends.test(told)
  let supposed = false
  let opened = false
  const parts = clausesOf(told).map((written): Claimed<Ability> => {
    const clause = rhetorical.test(written.lower) ? { ...written, question: false } : written
    const opening = opensWith(clause.text)
    const word = opening === null ? bare(clause) : null
    const claims = /^(?:sure|certainly)!?$/.test(clause.lower) ? [] : claimsIn(clause, opening, word)
    if (opened && !clause.correction && !clause.conclusion && ownAnswer.test(clause.lower)) {
      return { clause, claims: [], bare: false }
    }
    opened ||= clause.opens && clause.sentence === 0 && opening === "yes"
    if (clause.unmet && supposed) {
      return { clause: { ...clause, stance: "held" }, claims: [unmet], bare: false }
    }
    supposed ||= clause.stance === "supposed" && claims[0]?.value === "yes"
    return {
      clause,
      claims: claims.filter((claim) => !open || claim.strength === strength.weighed),
      bare: opening !== null || word !== null
    }
  })
  return settle(parts)
}

/** The clauses of an answer, with the part that each plays in it. */
import { squeeze } from "../cleaning/text.ts"
import { isBeside } from "./besides.ts"
import {
  clauseEdge,
  startsAside,
  startsConclusion,
  startsContrast,
  startsCorrection,
  startsFinal
} from "./cues.ts"
import { joinColons, sentencesOf } from "./sentences.ts"
import { isConditional, isSupposed, isTried, opensOneHand, type Stance } from "./stance.ts"

/** A stretch of an answer that makes at most one claim, and how the answer uses it. */
export interface Clause {
  /** The words as written, in one line. */
  readonly text: string
  /** The same in lower case. */
  readonly lower: string
  /** Which sentence of the answer it belongs to, from 0. */
  readonly sentence: number
  /** Follows "Final answer:" or the like. */
  readonly final: boolean
  /** Takes back what was said before ("Actually, …"). */
  readonly correction: boolean
  /** Draws the sum of what was said before ("Overall, …", "so …"). */
  readonly conclusion: boolean
  /** Stands against the clause before ("…, but …"). */
  readonly contrast: boolean
  /** Is conceded or gives a reason ("although …", "because …"): the claim of the sentence stands elsewhere. */
  readonly aside: boolean
  readonly question: boolean
  /** Holds on a condition that the answer leaves open ("If she is Sandra, …"). */
  readonly conditional: boolean
  /** Says that a condition was not met: "…, but it does not." */
  readonly unmet: boolean
  /** How far the answer stands behind it. */
  readonly stance: Stance
}

const splitClauses = (sentence: string): readonly string[] => {
  const parts: string[] = []
  let start = 0
  for (let guard = 0; guard < 60; guard++) {
    clauseEdge.lastIndex = start + 1
    const edge = clauseEdge.exec(sentence)
    if (edge === null) break
    parts.push(sentence.slice(start, edge.index))
    start = edge.index + edge[0].length
  }
  parts.push(sentence.slice(start))
  return parts.map(squeeze).filter((part) => part !== "")
}

/** Opens a section with reasons: what is said there explains the answer that stands before it. */
const startsReasons =
  /^[^\p{L}\p{N}]{0,4}(?:(?:here is |here's )?(?:the |my |an |a brief |brief )?(?:explanations?|reasons?|reasoning|rationale|justification|evidence|context|step[- ]by[- ]step(?: \w+)?)[^\p{L}\p{N}]{0,4}:|explanation$)/iu

const asks = /\?["')\]]{0,3}$/
/** "The task is the question "Who won?"" asks nothing itself. */
const endsInQuote = /[\p{L}\d:,] ?"[^"]{3,}\?"[.)]?$/u

/** A guess that ends with a question mark is still an answer: "Maybe the kitchen?" */
const guessing = /\b(?:maybe|perhaps|probably|possibly|i think|i guess|i believe|i'd say|i would say)\b/

/** "The one who has the key, though, is Anna": "though" by itself contrasts. */
const loneThough = /^though[.!]?$/
/** "The boy who paid is Tom": the relative clause belongs to the subject, and what follows it is the claim. */
const isCleft =
  /^(?:so |and |but |therefore,? |thus,? )?the (?:\w+ ){1,3}(?:who|which)\b.*\b(?:is|was|must be)\b/
const relative = /^(?:who|which)\b/

/** "If it had named him, … But it does not.": an echo of what was supposed. */
const isEcho =
  /^(?:but |and |however,? |alas,? )?(?:it|he|she|they|this|that|the \w+) (?:does|did|has|had|is|was|were|are)(?: not)?[.!]?$/

/** The clauses of an answer. Whatever stands in a sentence after a cue such as "Final answer:" is final too. */
export const clausesOf = (text: string): readonly Clause[] => {
  const clauses: Clause[] = []
  let reasons = false
  let oneHand = false
  let supposedBefore = false
  joinColons(sentencesOf(text)).slice(0, 200).forEach((sentence, index) => {
    const lowerSentence = sentence.toLowerCase()
    if (isBeside(lowerSentence)) return
    const question = asks.test(sentence) && !endsInQuote.test(sentence) && !guessing.test(lowerSentence)
    const conditional = isConditional(lowerSentence)
    const cue = startsFinal.exec(lowerSentence)
    const finalFrom = cue === null ? Infinity : cue.index
    reasons ||= startsReasons.test(sentence)
    let from = 0
    let conclusion = false
    let correction = false
    let contrast = false
    let hasMain = false
    let behind = false
    let supposed = isSupposed(lowerSentence)
    const afterSupposed = supposed || supposedBefore
    supposedBefore = supposed
    let tried = false
    const cleft = isCleft.test(lowerSentence)
    for (const part of splitClauses(sentence)) {
      const at = Math.max(from, sentence.indexOf(part, from))
      from = at + part.length
      const lower = part.toLowerCase()
      const contrasts = startsContrast.test(lower) || loneThough.test(lower)
      const turns = contrasts || startsConclusion.test(lower) || startsCorrection.test(lower)
      oneHand ||= opensOneHand(lower)
      // "…, but since he has wet hair, he was at the pool": what follows the turn is a main clause again.
      if (contrasts) hasMain = false
      // Behind a main clause an aside goes on to the end: "unknown, because it only says where John is: in the garden".
      const aside: boolean =
        (startsAside.test(lower) && !loneThough.test(lower) && !(cleft && relative.test(lower)))
        || (behind && !turns)
      behind = aside && hasMain
      hasMain ||= !aside && !(contrasts && !lower.includes(" "))
      contrast ||= contrasts
      if (aside) conclusion = false
      else conclusion ||= startsConclusion.test(lower)
      correction ||= startsCorrection.test(lower)
      const final = from > finalFrom && !aside
      const turnsBack = turns && (!startsAside.test(lower) || loneThough.test(lower))
      const echo = afterSupposed && isEcho.test(lower)
      if (turnsBack && contrasts && !echo) supposed = false
      tried = isTried(lower, oneHand) || (tried && !turnsBack)
      clauses.push({
        text: part,
        lower,
        sentence: index,
        final,
        correction,
        conclusion,
        contrast,
        aside: aside || (reasons && !final),
        question,
        conditional,
        unmet: echo && lower.includes(" not"),
        stance: supposed || echo ? "supposed" : tried ? "tried" : "held"
      })
    }
  })
  return clauses
}

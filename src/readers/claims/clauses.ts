/** The clauses of an answer, with the part that each plays in it. */
import { isBeside } from "./besides.ts"
import { startsAside, startsConclusion, startsContrast, startsCorrection, startsFinal } from "./cues.ts"
import { joinColons, sentencesOf } from "./sentences.ts"
import { splitClauses } from "./splitting.ts"
import { isConditional, isOnCondition, isSupposed, isTried, opensOneHand, type Stance } from "./stance.ts"

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
  /** Begins its sentence. */
  readonly opens: boolean
  /** Follows a dash, a colon or an opening bracket, and so tells more about what stands before it. */
  readonly explains: boolean
  /** Says that a condition was not met: "…, but it does not." */
  readonly unmet: boolean
  /** How far the answer stands behind it. */
  readonly stance: Stance
}

/** Opens a section with reasons: what is said there explains the answer that stands before it. */
const startsReasons =
  /^[^\p{L}\p{N}]{0,4}(?:(?:here is |here's )?(?:the |my |an |a brief |brief )?(?:long(?:er)? (?:answer|version)|explanations?|reasons?|reasoning|rationale|justification|evidence|context|details?|notes?|background|remarks?|caveats?|step[- ]by[- ]step(?: \w+)?)(?: for \w+(?: \w+)?)?[^\p{L}\p{N}]{0,4}:|explanation$)/iu

const asks = /\?["')\]]{0,3}$/
/** "The task is the question "Who won?"" asks nothing itself. */
const endsInQuote = /[\p{L}\d:,] ?"[^"]{3,}\?"[.)]?$/u

/** A question that ends without its sign. */
const inverted =
  /^(?:can|could|does|do|is|are|did|was|will|would|has|should) (?:the|it|this|that|there|one|a|an|you|we|he|she) [^,;]*$/
const otherwise = /[,;] (?:otherwise|else|if not),? (?:\w+ ){0,4}["']?\w+["']?[.!]?$/

/** A guess that ends with a question mark is still an answer: "Maybe the kitchen?" */
const guessing =
  /\b(?:maybe|perhaps|probably|possibly|i think|i guess|i believe|i suppose|i assume|i would (?:say|guess)|must be)\b/

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
    const conditional = isConditional(lowerSentence) || otherwise.test(lowerSentence)
    const cue = startsFinal.exec(lowerSentence)
    const explained = startsReasons.test(sentence)
    const finalFrom = cue === null || explained ? Infinity : cue.index
    reasons ||= explained
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
    let seenColon = false
    const cleft = isCleft.test(lowerSentence)
    for (const { end, explains, text: part } of splitClauses(sentence)) {
      const opens = from === 0
      seenColon ||= explains
      from = end
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
        question: question || (inverted.test(lowerSentence) && !seenColon),
        conditional: conditional || isConditional(lower) || isOnCondition(lower),
        opens,
        explains,
        unmet: echo && lower.includes(" not"),
        // "No, yes would only be right if …": the first word stands apart from what is supposed.
        stance: (supposed && !(opens && !lower.includes(" "))) || echo ? "supposed" : tried ? "tried" : "held"
      })
    }
  })
  return clauses
}

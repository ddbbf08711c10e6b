import { anyOf, squeeze } from "../cleaning/text.ts"

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
}

const finalCues = [
  "(?:my |the |so the |thus,? the |so,? my )?(?:final|correct|right|best|most likely|appropriate) (?:answer|choice|option|response|classification|verdict|sentiment|label)(?: here)?(?: is| would be| should be|:)",
  "(?:so |thus,? |therefore,? |hence,? )?(?:the|my) answer(?: to (?:the|this|your) question)?(?: here)? (?:is|would be|should be|must be)",
  "(?:the )?(?:final|short) answer",
  "answer ?(?::|=|->|=>|\u2192)",
  "(?:selected|chosen|selection|my choice|i (?:select|choose|pick))(?: (?:answer|option|choice|label))? ?:",
  "(?:la |die |a )?(?:respuesta|r\u00E9ponse|antwort|resposta|risposta|svar|\u043E\u0442\u0432\u0435\u0442|\u7B54\u6848|\u7B54\u3048|\u56DE\u7B54|\uC815\uB2F5|\uB2F5)(?: correcta| correcte| correta)?(?: es| est| ist| \u00E9)?\\s?:",
  "(?:final )?(?:final|conclusion|verdict|classification|decision|label|result|prediction|response|output|sentiment|overall sentiment|entailment|overall)(?: analysis)? ?(?::|=|->|=>|\u2192)"
]

const correctionCues = [
  "actually",
  "(?:but |oh |hmm,? |no,? )?wait\\b",
  "(?:on|upon) (?:second thought|(?:a )?(?:closer|further|second) (?:reading|look|inspection|consideration|reflection|review|thought))s?",
  "correction",
  "scratch that",
  "let me (?:re-?consider|correct|re-?phrase|re-?read|re-?think|re-?evaluate|re-?check|fix|change)",
  "i (?:made a mistake|misread|misspoke|was wrong|stand corrected|take that back|meant|mean)\\b",
  "(?:i'm |i am )?sorry,? i mean[t]?",
  "my (?:mistake|bad|apologies)",
  "oops",
  "no,? that(?:'s| is) (?:not right|wrong|incorrect)",
  "edit:",
  "or rather",
  "i (?:would )?(?:change|revise|correct) my (?:answer|mind)",
  "after (?:re-?reading|re-?considering|further consideration)"
]

const conclusionCues = [
  "overall",
  "therefore",
  "thus",
  "hence",
  "so(?! (?:that|much|many|far)\\b)(?=[ ,])",
  "ultimately",
  "in (?:conclusion|summary|short|sum|the end|general|total)",
  "all in all",
  "on the whole",
  "on balance",
  "to (?:sum up|summari[sz]e|conclude)",
  "in all",
  "consequently",
  "as a result",
  "accordingly",
  "(?:it|this|that|the answer) (?:must|has to) (?:therefore |thus |then )?be",
  "(?:that|this|which) leaves(?: us with| only)?",
  "which means",
  "this means",
  "that means",
  "this (?:makes|suggests|implies)",
  "making",
  "given (?:this|that|all this)",
  "taken together",
  "based on (?:this|these|that|the above)",
  "(?:i|we) (?:choose|chose|pick|select|conclude|classify|answer|settle on)",
  "i (?:would|'d|will|'ll) (?:therefore |thus |still |ultimately )?(?:say|classify|go with|conclude|choose|pick|answer|label|rate|call|guess|lean)"
]

const asideCues = [
  "although",
  "though",
  "even though",
  "even if",
  "while",
  "whilst",
  "whereas",
  "despite",
  "in spite of",
  "notwithstanding",
  "albeit",
  "because",
  "since",
  "due to",
  "given that",
  "seeing that",
  "considering that",
  "as(?= (?:the|it(?! stands)|they|there|he|she|his|her|their|this|both|some|most|several|many|no|all|we|i|its|these|those|such) )",
  "for(?= (?:the (?:author|reviewer|writer)|it) )",
  "if",
  "unless",
  "except",
  "apart from",
  "aside from",
  "regardless of",
  "(?:(?:with |of |to |from )?whom?|whose|which(?! (?:means|makes|leaves|implies|suggests|shows|indicates|entails|contradicts|is (?:why|the)))|where|when)"
]

const contrastCues = [
  "but",
  "however",
  "yet",
  "nevertheless",
  "nonetheless",
  "still",
  "on the other hand",
  "that said",
  "having said that",
  "even so"
]

const starting = (cues: readonly string[]): RegExp =>
  new RegExp(`^(?:and |but |,|\\s)*(?:${anyOf(cues)})(?![\\p{L}])`, "u")

const startsFinal = new RegExp(`(?:^|[\\s.,;:(-])(?:${anyOf(finalCues)})`, "u")
const startsCorrection = starting(correctionCues)
const startsConclusion = starting(conclusionCues)
const startsAside = starting(asideCues)
const startsContrast = starting(contrastCues)

/** A sum is drawn with these only where they open a sentence or follow a comma. */
const joinsAnywhere = (cue: string): boolean =>
  !/^(?:to |still|yet|if|for |based|we |\(\?:i\|we\)|\(\?:\(\?:with|\(\?:it|i )/.test(cue)

const joiners = anyOf(
  [...asideCues, ...contrastCues, ...conclusionCues, ...correctionCues].filter(joinsAnywhere)
)

/** Where a new clause begins inside a sentence: after a comma, a semicolon or a dash, or at a word that joins. */
const clauseEdge = new RegExp(
  `[,;\u2013\u2014]\\s|\\s-{1,2}\\s|\\s(?=\\()|\\)\\s?|\\s(?=(?:${joiners})(?![\\p{L}]))|:\\s`,
  "iu"
)

const abbreviation = /(?:^|[\s(])(?:mr|mrs|ms|dr|st|vs|e\.g|i\.e|etc|no|jr|sr|[a-z]|\d{1,2})\.$/i

/** "No." abbreviates "number" only before a figure. */
const isAbbreviated = (sentence: string, next: string): boolean =>
  abbreviation.test(sentence.slice(-8)) && (!/\bno\.$/i.test(sentence) || /\d/.test(next))

const pushSentence = (sentences: string[], text: string): void => {
  const sentence = squeeze(text)
  if (sentence !== "") sentences.push(sentence)
}

/** The sentences of a text: a line break ends one, and so does a full stop unless it follows a lone letter or number. */
export const sentencesOf = (text: string): readonly string[] => {
  const sentences: string[] = []
  for (const line of text.split("\n")) {
    let start = 0
    for (
      const stop of line.matchAll(
        /[.!?\u3002\uFF01\uFF1F\u2026]+["')\]]{0,3}(?=\s|$|\p{Lu})|[\u3002\uFF01\uFF1F]/gu
      )
    ) {
      const end = stop.index + stop[0].length
      const sentence = line.slice(start, end)
      const next = line.slice(end, end + 2)
      if (
        next.trim() !== "" && !/^\s/.test(next) && /^\.["')\]]{0,3}$/.test(stop[0]) && stop.index - start < 4
      ) continue
      if (end < line.length && stop[0] === "." && isAbbreviated(sentence, next)) continue
      pushSentence(sentences, sentence)
      start = end
    }
    pushSentence(sentences, line.slice(start))
  }
  return sentences
}

/** Joins a line that ends with a colon to the line after it: "The answer is:" belongs to its answer. */
const joinColons = (sentences: readonly string[]): readonly string[] => {
  const joined: string[] = []
  let held = ""
  for (const sentence of sentences) {
    const text = held === "" ? sentence : `${held} ${sentence}`
    const open = /(?:[:=]|->|\bis)$/.test(text) && text.length < 200
    if (open) held = text
    else {
      joined.push(text)
      held = ""
    }
  }
  if (held !== "") joined.push(held)
  return joined
}

const splitClauses = (sentence: string): readonly string[] => {
  const parts: string[] = []
  let rest = sentence
  for (let guard = 0; guard < 60; guard++) {
    const edge = clauseEdge.exec(rest.slice(1))
    if (edge === null) break
    const cut = edge.index + 1
    parts.push(rest.slice(0, cut))
    rest = rest.slice(cut + edge[0].length)
  }
  parts.push(rest)
  return parts.map(squeeze).filter((part) => part !== "")
}

/** Opens a section with reasons: what is said there explains the answer that stands before it. */
const startsReasons =
  /^[^\p{L}\p{N}]{0,4}(?:(?:here is |here's )?(?:the |my |an |a brief |brief )?(?:explanations?|reasons?|reasoning|rationale|justification|evidence|context|step[- ]by[- ]step(?: \w+)?)[^\p{L}\p{N}]{0,4}:|explanation$)/iu

/** A guess that ends with a question mark is still an answer: "Maybe the kitchen?" */
const guessing = /\b(?:maybe|perhaps|probably|possibly|i think|i guess|i believe|i'd say|i would say)\b/

/** The clauses of an answer. Whatever stands in a sentence after a cue such as "Final answer:" is final too. */
export const clausesOf = (text: string): readonly Clause[] => {
  const clauses: Clause[] = []
  let reasons = false
  joinColons(sentencesOf(text)).slice(0, 200).forEach((sentence, index) => {
    const lowerSentence = sentence.toLowerCase()
    const question = /\?["')\]]{0,3}$/.test(sentence) && !guessing.test(lowerSentence)
    const cue = startsFinal.exec(lowerSentence)
    const finalFrom = cue === null ? Infinity : cue.index
    reasons ||= startsReasons.test(sentence)
    let from = 0
    let conclusion = false
    let correction = false
    let contrast = false
    let hasMain = false
    let behind = false
    for (const part of splitClauses(sentence)) {
      const at = Math.max(from, sentence.indexOf(part, from))
      from = at + part.length
      const lower = part.toLowerCase()
      const turns = startsContrast.test(lower) || startsConclusion.test(lower) || startsCorrection.test(lower)
      // Behind a main clause an aside goes on to the end: "unknown, because it only says where John is: in the garden".
      const aside: boolean = startsAside.test(lower) || (behind && !turns)
      behind = aside && hasMain
      hasMain ||= !aside
      contrast ||= startsContrast.test(lower)
      if (aside) conclusion = false
      else conclusion ||= startsConclusion.test(lower)
      correction ||= startsCorrection.test(lower)
      const final = from > finalFrom && !aside
      clauses.push({
        text: part,
        lower,
        sentence: index,
        final,
        correction,
        conclusion,
        contrast,
        aside: aside || (reasons && !final),
        question
      })
    }
  })
  return clauses
}

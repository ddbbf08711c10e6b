/** The words by which an answer shows how it uses a clause: as its final answer, a correction, a conclusion, an aside. */
import { anyOf } from "../cleaning/text.ts"

const finalCues = [
  "(?:my |the |so the |thus,? the |so,? my )?(?:final|correct|right|best|most likely|appropriate|honest|safe|only safe|proper|fair|logical) (?:answer|choice|option|response|classification|verdict|sentiment|label)(?: here)?(?: is| would be| should be|:)",
  "(?:so |thus,? |therefore,? |hence,? )?(?:the|my) answer(?: to (?:the|this|your) question)?(?: here)? (?:is|would be|should be|must be)",
  "(?:the )?(?:final|short) answer",
  "tl;?dr",
  "(?<!\\bto )answer ?(?::|=|->|=>|\u2192)",
  "(?:selected|chosen|selection|my choice|i (?:select|choose|pick))(?: (?:answer|option|choice|label))? ?:",
  "(?:la |die |a )?(?:respuesta|r\u00E9ponse|antwort|resposta|risposta|svar|\u043E\u0442\u0432\u0435\u0442|\u7B54\u6848|\u7B54\u3048|\u56DE\u7B54|\uC815\uB2F5|\uB2F5)(?: correcta| correcte| correta)?(?: es| est| ist| \u00E9)?\\s?:",
  "(?:so |thus,? |therefore,? |hence,? )?my (?:(?:final|own) )?(?:choice|pick|verdict|conclusion|decision|selection|response|option|vote|label|judge?ment|classification)(?: here)?(?: is| would be| falls on|:)",
  "(?:final )?(?:final|conclusion|verdict|classification|decision|label|result|prediction|response|output|sentiment|overall sentiment|entailment|overall)(?: analysis)? ?(?::|=|->|=>|\u2192)"
]

const correctionCues = [
  "actually",
  "(?:but |oh |hmm,? |no,? )?wait\\b",
  "(?:on|upon) (?:second thought|(?:a )?(?:closer|further|second) (?:reading|look|inspection|consideration|reflection|review|thought)|re-?reading|re-?consideration|reflection)s?",
  "correction",
  "(?:scratch|strike|scrap|forget) that",
  "(?:no,? )?(?:hold|hang) on\\b",
  "never ?mind",
  "i (?:retract|withdraw|overlooked|missed|take back)\\b",
  "let me (?:re-?consider|correct|re-?phrase|re-?read|re-?think|re-?evaluate|re-?check|fix|change)",
  "i (?:made a mistake|misread|misspoke|was wrong|stand corrected|take that back|meant|mean)\\b",
  "(?:i'm |i am )?sorry,? i mean[t]?",
  "my (?:mistake|bad|apologies)",
  "oops",
  "no,? that(?:'s| is) (?:not right|wrong|incorrect)",
  "edit:",
  "or rather",
  "(?:so |and )?i(?:'m|'ll| am| will| would| must| have to)?(?: therefore| thus| now)? (?:chang|revis|correct|switch)(?:e|ing)?\\b(?! in\\b)",
  "(?:(?:sorry|hmm+|oh|ah|um),? )+no\\b",
  "after (?:re-?reading|re-?considering|further consideration)"
]

const conclusionCues = [
  "overall",
  "therefore",
  "thus",
  "hence",
  "so(?! (?:that|much|many|far)\\b)(?=[ ,]|$)",
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
  "taken (?:together|as a whole|all in all)",
  "as a whole",
  "all (?:told|things considered|this considered)",
  "(?:everything|all) considered",
  "at the end of the day",
  "by and large",
  "when all is said(?: and done)?",
  "(?:this|that|which|it) (?:makes?|implies|gives us|adds? up to)",
  "ends? up",
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
  "after(?! (?:all|re-?|further|(?:a )?(?:careful|close|second))\\w*)(?= \\p{L})",
  "before(?= \\p{L})",
  "having(?!.*\\bi (?:think|believe|would|say|choose|conclude|am)\\b)",
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

export const startsFinal = new RegExp(`(?:^|[\\s.,;:(-])(?:${anyOf(finalCues)})`, "u")
export const startsCorrection = starting(correctionCues)
export const startsConclusion = starting(conclusionCues)
export const startsAside = starting(asideCues)
export const startsContrast = starting(contrastCues)

/** A sum is drawn with these only where they open a sentence or follow a comma. */
const joinsAnywhere = (cue: string): boolean =>
  !/^(?:to |still|yet|if|for |based|we |\(\?:i\|we\)|\(\?:\(\?:with|\(\?:it|i )/.test(cue)

const joiners = anyOf(
  [...asideCues, ...contrastCues, ...conclusionCues, ...correctionCues].filter(joinsAnywhere)
)

/** "not because …", "only when …", "nobody but …": the word before a joining word holds on to it. */
const holdsOn =
  "(?<!\\b(?:not|only|just|simply|merely|even|(?:any|every|no)(?:where|thing|one|body)|none|all))"

/** Where a new clause begins inside a sentence: after a comma, a semicolon or a dash, or at a word that joins. */
export const clauseEdge = new RegExp(
  `[,;\u2013\u2014]\\s|\\s-{1,2}\\s|\\s(?=\\()|\\)\\s?|${holdsOn}\\s(?=(?:${joiners})(?![\\p{L}]))|:\\s`,
  "giu"
)

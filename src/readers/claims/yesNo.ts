/** The yes or no of a clause: at its beginning, or stated later in it. */
import { anyOf, oneOf } from "../cleaning/text.ts"
import { noWords, yesWords } from "./yesNoWords.ts"

export type YesNo = "yes" | "no"

const escapeWord = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
const byLength = (words: readonly string[]): string =>
  [...words].sort((x, y) => y.length - x.length).map(escapeWord).join("|")

/** Signs that may stand before the word and after it. */
const before =
  "^(?:[\"'(\\[\\s\u00A1>=\u2192\u21D2\u2022\u2713\u2714\u2717\u2718\uFE0F-]|\\p{Extended_Pictographic})*"
const after =
  "(?=[\"')\\]]*(?:$|[\\s]*[,.;:!?()\u2026\u3002\uFF0C\uFF01\u3001\\u2013\u2014/-]|\\s+\\p{Extended_Pictographic}))"
const startYes = new RegExp(`${before}(?:${byLength(yesWords)})${after}`, "iu")
const startNo = new RegExp(`${before}(?:${byLength(noWords)})${after}`, "iu")

/** What shows that an option called yes is only spoken of: "yes is ruled out", "yes and no". */
const onlyNamed = [
  "and no\\b",
  "or no\\b",
  "\\/",
  "(?:is|can|would|must|has to|seems?|was)(?: be| already| also| clearly)? (?:out|wrong|excluded|ruled|impossible|not|too|eliminated|no)\\b",
  "(?:can not|will not)\\b"
]
/** What may follow a no without a comma: "No the paragraph does not say it". */
const afterNo = [
  "it",
  "the (?:paragraph|statement|text|sentiment|question|hypothesis|passage|answer)",
  "this",
  "there",
  "because",
  "since",
  "as",
  "i",
  "you",
  "we",
  "they",
  "he",
  "she",
  "a human",
  "humans",
  "that",
  "not",
  "for",
  "due",
  "based",
  "given",
  "in (?:one|the other|another|some)"
]
const startYesWord = new RegExp(
  `^["'([\\s]*(?:yes|yeah|yep|yup|ya)["')\\]]*(?=\\s+(?!${anyOf(onlyNamed)}))`,
  "i"
)
const startNoWord = new RegExp(`^["'([\\s]*no["')\\]]*(?=\\s+${oneOf(afterNo)}\\b)`, "i")
const startNoAgain = /^["'([\s]*no(?:[\s,]+no)+\b/i

const sentence = (phrases: readonly string[]): RegExp =>
  new RegExp(`^["'(\\s]*${oneOf(phrases)}["').!,\\s]*$`, "iu")

/** Whole clauses that say yes without the word. */
const agreeing = sentence([
  "(?:yes,? )?i (?:do )?(?:think|believe|guess|suppose) so",
  "(?:yes,? )?(?:i (?:think|believe) )?(?:it|that|this) does(?: indeed)?",
  "that is (?:right|correct|true)",
  "(?:then )?so is the (?:hypothesis|statement|claim)",
  "affirmative",
  "claro(?: que s\u00ED)?",
  "por supuesto",
  "bien s\u00FBr",
  "nat\u00FCrlich",
  "\u043A\u043E\u043D\u0435\u0447\u043D\u043E"
])

/** Whole clauses that say no without the word. */
const disagreeing = sentence([
  "(?:no,? )?i do not (?:think|believe) so",
  "i (?:seriously |very much |highly |really )?doubt (?:it|that|so)",
  "(?:i am )?afraid not",
  "i (?:think|guess|suppose|believe) not",
  "not necessarily",
  "(?:unfortunately|sadly|regrettably|alas|apparently|probably|most likely|likely|certainly|definitely|absolutely|of course|clearly|surely|obviously|evidently) not",
  "(?:no,? )?(?:i (?:think|believe) )?(?:so )?(?:it|that|this|the (?:hypothesis|statement|claim|second|latter)) (?:does not|can not be)",
  "no es (?:cierto|verdad|posible)",
  "n[\u00E3a]o [\u00E9e] poss[\u00EDi]vel(?: \\w+)?",
  "ce n'est pas possible",
  "not (?:really|at all|quite|strictly|exactly|(?:by|from|according to|on) .{0,60})",
  "by no means",
  "no way",
  "por supuesto que no",
  "bien s\u00FBr que non"
])

const bothNamed =
  /^["'([\s]*(?:yes|no)["']?(?:\s?(?:\band\b|\bor\b|\/|&|\\|\|)\s?|, (?=["']?(?:yes|no)["']?\W*$))["']?(?:yes|no)\b/i
/** "But no", "so yes": what joins a clause to the one before. */
const joining =
  /^(?:(?:and|but|so|then|well|ok|okay|hmm+|um|tl;?dr|thus|hence|therefore|or rather|again)[,:]? )+(?=\W?(?:yes|no)\b)/i

/** Whether a clause opens with a yes or a no that stands by itself, or is an idiom that says so. */
export const opensWith = (clause: string): YesNo | null => opensWithWord(clause) ?? idiom(clause)

/** How a clause can begin that opens with such a word, or with what may stand before it. */
const mayOpen = new RegExp(
  `^(?:[^a-z]|${
    byLength([...yesWords, ...noWords])
  }|and|but|so|then|well|ok|hm|um|tl|thus|hence|therefore|or|again)`,
  "i"
)

/** The same without idioms such as "I think so". */
export const opensWithWord = (clause: string): YesNo | null => {
  if (!mayOpen.test(clause)) return null
  if (bothNamed.test(clause)) return null
  const own = joining.test(clause) ? clause.replace(joining, "") : clause
  if (startYes.test(own) || startYesWord.test(own)) return "yes"
  return startNoAgain.test(own) || startNo.test(own) || startNoWord.test(own) ? "no" : null
}

const idiom = (clause: string): YesNo | null =>
  agreeing.test(clause) ? "yes" : disagreeing.test(clause) ? "no" : null

/** What may stand before a yes or no that answers. */
const leads = [
  // What is said to be yes or no.
  "answer(?:ed)?",
  "response",
  "reply",
  "verdict",
  "conclusion",
  "(?:other|one) hand",
  "otherwise",
  "is",
  "are",
  "be",
  "as",
  // Who says it, and how.
  "say",
  "think",
  "guess",
  "believe",
  "suspect",
  "towards?",
  "with",
  "for",
  "(?:chang|switch|revis|correct)\\w*(?: \\w+){0,3} to",
  // How sure it is.
  "likely",
  "probably",
  "definitely",
  "certainly",
  "simply",
  "just",
  "clearly",
  "actually",
  "basically",
  "rather",
  "mostly",
  "generally",
  "overall",
  // What it follows from.
  "therefore",
  "so",
  "hence",
  "thus"
]
const adjective =
  "(?:clear|definite|resounding|firm|simple|plain|strong|cautious|tentative|qualified|easy|hard|flat|solid|big|short|quick|straight(?:forward)?|confident|hesitant|reluctant|emphatic|unambiguous|unequivocal)"
const article = `an?(?: ${adjective}(?:,| and)?){0,3}`
/** What may stand behind it where no sign does. */
const follows = [
  "because",
  "since",
  "as",
  "for",
  "it",
  "the",
  "this",
  "there",
  "based",
  "given",
  "with",
  "due",
  "in this",
  "here",
  "from (?:me|my)",
  "to (?:this|the|that|your)"
]
const said = new RegExp(
  `(?:(?:\\b${
    oneOf(leads)
  }|[:=>])[\\s:]{0,4}(?:${article} )?|\\b(${article}) )["'(]{0,3}\\s?(yes|no)["')]{0,3}`
    + `(?=$|[\\s]{0,4}[.,;:!()\\u2013\\u2014-]|\\s+${oneOf(follows)}\\b)`,
  "i"
)
const quotedAlone =
  /(?<!\b(?:words?|term|says?|said|reads|replie[sd]|answered|shout(?:s|ed)) )["'](yes|no)[.,]?["']/i

const named = /\b(?:yes|no)["')]*\s?(?:or|\/|and|nor)\s?["'(]*(?:yes|no)\b/i
const ruledOut = /(?:\b(?:not|never|rather than|instead of|neither|nor))(?: \w+)? ?(?:an? )?["'(]{0,2}$/i
/** "It would be a stretch to say yes." */
const mistaken =
  /\b(?:stretch|exaggeration|wrong|false|incorrect|mistake|premature|rash|misleading|hard|difficult|impossible|unable|not possible|not able|no way) to \w+ (?:an? )?["'(]{0,2}$/i

const inThe = /\b(?:answer|reply|respond|is|are|be)(?: \w+)? in the (negative|affirmative)\b/i

/** What every clause has that states one: most are passed after looking for it. */
const mayState = /yes|no(?![a-z])|in the [an]/i

/** The yes or no that a clause states after its beginning ("I would say yes", "the answer is no"). */
export const statesYesNo = (clause: string): YesNo | null => {
  if (!mayState.test(clause) || named.test(clause)) return null
  const formal = inThe.exec(clause)?.[1]?.toLowerCase()
  if (formal !== undefined) return formal === "affirmative" ? "yes" : "no"
  const found = said.exec(clause) ?? quotedAlone.exec(clause)
  if (found === null) return null
  const word = found[2] ?? found[1] ?? ""
  const lead = clause.slice(0, found.index + found[0].lastIndexOf(word))
  if (ruledOut.test(lead)) return null
  const isYes = word.toLowerCase() === "yes"
  return isYes !== mistaken.test(lead) ? "yes" : "no"
}

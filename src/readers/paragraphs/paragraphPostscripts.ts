/** How the lines behind a text begin that speak about it. */
import { anyOf, oneOf } from "../cleaning/text.ts"
import { isAt, tableOf } from "../places.ts"
import { foreignPostscripts } from "./foreignPhrases.ts"

/** Phrases of one kind, divided by bars. */
const group = (...phrases: readonly string[]): string => oneOf(phrases)

const quote = "[\"'\u201C]"

/** "Note that …", "Explanation: …". */
const notes = [
  "(?:please )?note(?:s)?(?: that\\b|\\s?:)",
  "nb:",
  "p\\.?s\\.? i (?:changed|replaced|kept)",
  "explanations?\\s?:",
  "(?:here's |here is )?(?:an |a brief )?explanation of",
  "rationale\\s?:",
  "reasoning\\s?:",
  "justification\\s?:"
]

/** "Key changes I made:", "Summary of edits:" above a list. */
const listOfChanges = [
  "(?:list of |summary of |key |main |the |specific )?",
  group("changes|edits|modifications|redactions|replacements|alterations|revisions|substitutions"),
  "(?: (?:and|&) \\w+)?(?: i| we| that were| that i)?(?: have)?(?: been)?(?: made| applied| include| are)?",
  "(?: (?:are|include|to the (?:text|paragraph)|as follows|in this version|in the paragraph)){0,2}",
  "\\s?[*_]{0,3}(?::|[ \\t]*(?:\\n|$))"
].join("")

/** "The following words were replaced …". */
const whatWasChanged = [
  "(?:the following|these|those|here are the|the|only|all)(?: \\w+){0,3} ",
  group("changes|edits|words|modifications|redactions|replacements|phrases|sentences?|terms"),
  "(?: \\w+){0,3} ",
  group(
    "were|was|have been|has been|made|replaced|redacted|changed|i made|removed|masked",
    "that were|make|ensure|remove|i changed"
  )
].join("")

/** "I only changed the word …". */
const whatIDid = [
  "i(?:'ve| have)?(?: only| simply| just| also| then| mainly| merely)? ",
  group(
    "changed|replaced|edited|redacted|modified|removed|masked|made|swapped|added|altered|kept|rewrote|rewritten",
    "substituted|adjusted|deleted|left|used|revised|updated|tried|focused|flipped|inverted|turned|negated",
    "reversed|preserved"
  ),
  " ",
  group(
    "the|a|only|\"|'|\u201C|some|as|few|one|two|three|all|any|several|just|these|those|this|words?|every",
    "phrases?|to keep|minimal|no|each|adjectives|verbs|mary|john"
  )
].join("")

/** "This edited version now conveys …". */
const whatTheEditDoes = [
  "(?:this|the|these) ",
  group(
    "edit(?:s|ed)?|change[sd]?|modif(?:ied|ication|ications)|revis(?:ed|ion|ions)|redact(?:ed|ion|ions)|version",
    "rewrite|alteration|replacement|updated|new|paragraph now|text now|masked"
  ),
  "(?: (?:version|paragraph|text|passage|words?|edits?))?(?: \\w+){0,4} ",
  group(
    "change|maintain|make|keep|convey|reflect|ensure|remove|is|are|now|has|have|shift|express|entail|contain",
    "the sentiment|was|were|sentiment|preserve|should|would|will|flip|turn|mean|retain|allow|prevent|hide|can"
  )
].join("")

/** "Only the word "grey" was removed …". */
const wordsChanged = [
  "(?:the |this |these |only the )?(?:only )?",
  group("words?|phrases?|terms?|sentences?|adjectives?|verbs?|names?"),
  ` (?:${quote}[^\\n]{0,200}|\\w+ )(?:was|were|is|are|has been|have been) `,
  group("removed|replaced|changed|redacted|masked|edited|added|altered|swapped")
].join("")

/** "Now the statement can no longer …". */
const whatHoldsNow = [
  "(?:now,? )?(?:the|this) ",
  group("statement|sentiment|question|hypothesis|answer|entailment|overall sentiment"),
  `(?: ${quote}[^"\\n]{0,200}["'\u201D])?(?: of [^.\\n]{0,40})? `,
  group(
    "is now|now|can no longer|cannot|can not|can now|has (?:now )?(?:been|changed|become)|becomes?|no longer",
    "would now|will now"
  )
].join("")

/** "Let me know if you need …". */
const letMeKnow = [
  "let me know ",
  group(
    "(?:if|whether|in case) (?:you(?:'d| would)? (?:like|need|want|have|prefer|wish|require)|there|this|that|any|further|it|i|these|those|the|more)",
    "what you|how|should|your"
  )
].join("")

/** "Therefore, the answer to the question is now …". */
const answerNow = [
  group(
    "(?:so |and )?now,? |thus,? |this way,? |so (?:that )?|(?:therefore|hence|consequently|as a result),? "
  ),
  "?the answer",
  group(
    ` to (?:the|this) question(?: ${quote}[^\\n]{0,200}| is now| has changed| would| changes| becomes)`,
    " is now| changes| becomes| would now| has changed"
  )
].join("")

const hopes = [
  "i hope (?:this|that|it)(?: edit(?:ed)?| version| paragraph| text)?(?: \\w+)? ?",
  group("helps?(?: you)?(?=[.!,]|\\s*$|\\s*\\n)|works?|is (?:what|helpful|useful)|meets|satisf")
].join("")

const offers = group(
  "is there (?:anything|something|any other)",
  "would you like",
  "do you (?:want|need|have) (?:me|any|another|more|help|further)",
  "does this (?:work|help|meet|look|answer)",
  "if you(?:'d| would)? (?:like|need|want|prefer|have) (?:me|any|further|more|another|additional|other|different|a different|help|changes|assistance)"
)

const postscripts = [
  ...notes,
  listOfChanges,
  "what(?: i| was|'s| has)?(?: been)? (?:changed|edited|redacted)",
  whatWasChanged,
  whatIDid,
  "(?:by|through) (?:replacing|changing|removing|redacting|masking|editing|swapping|altering|making|deleting)",
  whatTheEditDoes,
  "in this (?:version|edit|revision|edited|revised|redacted|case, i)",
  "in the (?:edited|revised|redacted|modified|above|updated) (?:version|paragraph|text|passage)",
  wordsChanged,
  whatHoldsNow,
  "(?:added|removed|deleted|replaced|changed|redacted|masked|edited)(?: words?)?\\s?:",
  "(?:entailment|label|hypothesis)\\s?:",
  letMeKnow,
  "without (?:the|this|that|it|them|these|those)\\b[^,\\n]{0,40}, (?:it|the|one|nobody|nothing|we|no one)\\b",
  answerNow,
  "(?:words?|phrases?|terms?) (?:replaced|changed|redacted|removed|masked|edited)\\s?:",
  "as (?:requested|you requested|instructed|per your)",
  "(?:please )?(?:feel free|do not hesitate|don't hesitate)",
  "(?:the|my) (?:key|main|only|biggest|single|one) (?:change|edit)(?: (?:i made|made|here))? (?:is|was)\\b",
  "i hope (?:that's|that is|this is) what",
  "anything else (?:i|you|that)\\b",
  hopes,
  "hope (?:this|that) helps",
  offers,
  "without (?:these|the|this) (?:\\w+ )?(?:words?|information|redacted|phrases?)",
  "with (?:these|this|the) (?:\\w+ )?(?:changes?|edits?|redactions?|words?|modifications?)(?: \\w+){0,3}, ",
  "as you can see",
  "(?:the )?(?:redacted|masked|replaced|changed|removed|important|edited) (?:words|terms|phrases)(?: (?:are|were|include)[^\\n]{0,40})?\\s?:",
  "(?:the )?(?:redacted|masked|replaced|changed|removed) (?:words|terms|phrases) (?:are|were|include)",
  "(?:original|old|before)(?: (?:paragraph|text|version|sentence))?[*_]{0,3}\\s?:",
  "original[*_]{0,3}[ \\t]*$",
  "(?:the )?(?:new |overall |resulting )?sentiment(?: of this (?:paragraph|version))?(?: is| has|:)(?: now| been)?",
  "answer\\s?:",
  `changed? ${quote}`,
  `replaced? ${quote}`,
  "only (?:the |one |a |two )?(?:\\w+ )?(?:word|change|edit)s?[^:\\n]{0,80}\\b(?:was|were|is|are|has|have|needed|made|changed)\\b",
  "word count",
  "(?:the |my )?(?:key |main |only |biggest )?differences? (?:to|from|between|compared|with)\\b",
  "(?<=^#[#*_ ]{0,5}|^\\*\\*)(?:explanations?|notes?|rationale|reasoning|justification|comments?|commentary|analysis)[*_]{0,3}[ \\t]*$",
  ...foreignPostscripts
]

/**
 * In small letters, as is what is searched: an expression that ignores case takes much longer to be compiled. The first
 * look ahead passes lines that begin with one letter, such as "a: grey" and "b) grey", before any phrase is tried. The
 * empty one keeps the compiler from writing out all phrases twice, with and without the word before them.
 */
const postscriptLine = new RegExp(
  `^[(\\[*_#> \\t\u2192\u2022-]{0,6}(?=[a-z][a-z' .]|[\\u00C0-\\uFFFF])(?:please |also,? |finally,? |so,? )?(?=[^])(?:${
    anyOf(postscripts)
  })`
)

/** "nb:" is the shortest of them. */
const shortestCue = 3

/** How a line behind a text begins when it begins like one that speaks about the text, in small letters; or null. */
export const postscriptCue = (line: string): string | null =>
  line.length < shortestCue ? null : postscriptLine.exec(line.toLowerCase())?.[0].trim() ?? null

const isMark = tableOf("([*_#> \t\u2192\u2022-")
/** "\u6CE8:" has no more signs. */
const shortestWord = 2

/** Whether enough stands behind the marks of a line to speak about the text: many lines are blank, or a mark alone. */
export const holdsWord = (text: string, start: number, end: number): boolean => {
  let word = start
  while (word < end && isAt(isMark, text, word)) word += 1
  return end - word >= shortestWord
}

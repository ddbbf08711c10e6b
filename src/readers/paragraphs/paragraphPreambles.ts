/** How a model leads to the text: it agrees to the task and announces what follows. */
import { oneOf } from "../cleaning/text.ts"

const interjection = oneOf([
  "sure(?: thing)?",
  "certainly",
  "of course",
  "absolutely",
  "okay",
  "ok",
  "alright",
  "all right",
  "got it",
  "great",
  "done",
  "no problem",
  "definitely",
  "understood",
  "yes",
  "gladly",
  "here you go",
  "here we go",
  "thanks?(?: you)?(?: for [^.!:\\n]{0,80})?",
  "i(?:'d| would) be (?:happy|glad) to[^.!:\\n]{0,60}",
  "happy to help",
  "i can (?:help|do|certainly)[^.!:\\n]{0,60}",
  "i (?:understand|see)",
  "let me[^.!:\\n]{0,60}",
  "as (?:requested|you requested)",
  "sorry",
  "(?:my )?apologies"
])

const editWord = oneOf([
  "paragraphs?",
  "passage",
  "versions?",
  "edit(?:ed|s|ing)?",
  "redact(?:ed|ion|ing)?",
  "revis(?:ed|ion)",
  "modif(?:ied|ication)",
  "re-?writ(?:ten|e)",
  "re-?wr?ote",
  "re-?phrased",
  "updated",
  "alter(?:ed|ation)",
  "counterfactual",
  "changed",
  "masked",
  "replaced",
  "amended",
  "adjusted",
  "corrected",
  "transformed",
  "removed",
  "sentiment"
])

const pointer = oneOf([
  "here(?:'s| is| are| goes)",
  "below (?:is|are)",
  "this is",
  "the following(?: is| are)?",
  "see below",
  "you can find",
  "i(?:'ve| have)?(?: \\w+)? (?:edited|redacted|revised|modified|rewritten|rewrote|changed|updated|replaced|masked|made|altered|removed)",
  "the (?:\\w+ ){0,3}(?:paragraph|text|passage|version|sentence|answer|result|output|edit)",
  "one (?:possible|way)",
  "a (?:possible|\\w+ed) (?:version|paragraph|edit)",
  "after (?:editing|redacting|making)",
  "my (?:edited|redacted|revised|answer|version)",
  "with (?:these|the|minimal) (?:edits|changes)",
  "edited",
  "redacted",
  "revised",
  "modified",
  "based on",
  "to (?:make|change|achieve|edit|redact|flip|reverse|invert|get|meet|match|give|ensure|turn|convey|reflect|shift|alter|answer|remove)",
  "in order to",
  "by (?:replacing|changing|editing|removing|redacting|masking)",
  "thus",
  "so",
  "therefore",
  "for example",
  "for instance",
  "we (?:can|could)",
  "you (?:can|could|may|might)",
  "if (?:we|you|i)",
  "replacing",
  "using",
  "as (?:follows|edited)",
  "it (?:could|can) be",
  "with"
])

/** A first line that only agrees to the task: "Of course.", "Certainly, here you go:", "Absolutely! Here it is:". */
export const agreeingLine = new RegExp(
  `^(?!thank|(?:great|yes|definitely|i see|i understand)[.!]?$)(?:${interjection}\\s?[!.,:;\u2014-]{1,3}\\s{0,3}){0,3}(?:${interjection}|here (?:it is|you (?:go|are)|we go|goes)|here's (?:it|mine|my (?:attempt|answer|take|try|version|edit)))\\s?[!.:\u2026]{0,3}$`,
  "i"
)

/** A sentence that agrees to the task, in front of the text in the same line. No review begins with one of these. */
export const agreeingSentence =
  /^(?:of course|certainly|understood|got it|no problem|sure thing|gladly|as (?:you )?requested|here you go|here it is)[.:]\s+(?=\S)/i

/** "Here is the edited paragraph:" and its kin, up to the colon. */
export const startsPreamble = new RegExp(
  `^(?:${interjection}\\s?[!.,:;\u2014-]{1,3}\\s{0,3}){0,3}(?:(?:and|so|now|then),? )?${pointer}\\b[^:\\n]{0,300}:`,
  "i"
)

export const hasEditWord = new RegExp(`\\b${editWord}\\b`, "i")
export const hasTextNoun =
  /\b(?:paragraphs?|passage|versions?|text|sentence|answer|result|output|example|story|statement|review|words?|edits?|changes?|response|attempt|rewrite|content|follows|read|reads|this|redactions?|sentiment|adjectives?|meaning)\b/i

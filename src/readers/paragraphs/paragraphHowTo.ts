/** How an answer begins that tells how to edit, and gives no edited text. */
import { anyOf } from "../cleaning/text.ts"

/** "To make the review negative, you could …". */
const toReach = [
  "^(?:to|in order to) (?:make|change|edit|redact|alter|turn|achieve|flip|reverse|convert|shift|get|convey|render|modify|ensure)\\b",
  "[^\\n]{0,200}?,? (?:you|we|one|i|it|simply|just|replace|change|remove|the (?:word|words|phrase|sentence|following))\\b",
  " ?(?:can|could|should|may|might|need|would|suggest|recommend|is|replace|change|remove|simply|must|have|[\"'\u201C])"
].join("")

/** "You could simply replace …". */
const youCan = [
  "^(?:you|we|one) (?:can|could|should|may|might|need to|would(?: need to| have to)?|have to)(?: simply| just| also| try)? ",
  "(?:replac|chang|edit|redact|remov|swap|modif|alter|rewrit|substitut|mak|add|revis|delet)\\w*\\b"
].join("")

/** "Replace the word …". */
const orders = [
  "^(?:simply |just |first,? )?(?:add|insert|put) (?:the |a )?(?:words?|phrase|sentence|negation|[\"'\u201C])",
  "^(?:simply |just |first,? )?(?:replace|swap|substitute) (?:the |all |every |each )?(?:word|words|phrase|sentence|adjective|[\"'\u201C])",
  "^(?:simply |just |first,? )?(?:change|remove|redact|delete) (?:the (?:word|words|phrase|first|last|sentence|adjective)|[\"'\u201C])"
]

/** "I would suggest changing …". */
const suggests =
  "^i (?:would|'d|suggest|recommend|propose)(?: suggest| recommend| propose)?(?: to)? ?(?:replac|chang|edit|redact|remov|swap|modif|alter|rewrit|substitut|mak)\\w*\\b"

/** ""grey" should be replaced …", "The following words can be masked …". */
const shouldBeDone = [
  "^[^.\\n]{0,160}[\"'\u201D\u2019] (?:should|could|can|must|may|might|would) be (?:replaced|changed|removed|swapped|edited|redacted|masked|deleted|turned)",
  "^[^.\\n]{0,80}\\b(?:words?|phrases?|sentences?|following) (?:[^.\\n]{0,80} )?(?:should|could|can|must|may|might|would) be (?:replaced|changed|removed|swapped|edited|redacted|masked|deleted)"
]

/** "Words to redact", "Here are some suggestions". */
const listsEdits = [
  "^words? to (?:redact|mask|remove|change|replace)\\b",
  "^(?:the following (?:words?|edits?|changes?|phrases?)|the (?:words?|edits?|changes?) (?:to (?:change|replace|make|edit|redact)|you|that (?:should|could|can|need))|here are (?:some|a few|the) (?:suggestions|tips|edits|changes|words|ways|steps))\\b"
]

const howTo = new RegExp(
  anyOf([toReach, youCan, ...orders, suggests, ...shouldBeDone, ...listsEdits])
)

/** No phrase reaches further. */
const longestPhrase = 300

const bullet = /^(?:[-*\u2022]|\d{1,2}[.)])\s+/

/** Whether the beginning of an answer, or its first item, tells how to edit. */
export const tellsHowTo = (head: string): boolean =>
  howTo.test(head.replace(bullet, "").slice(0, longestPhrase).toLowerCase())

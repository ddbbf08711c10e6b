/** How an answer begins that refuses the task and gives no text. */
import { anyOf, oneOf } from "../cleaning/text.ts"
import { foreignRefusals } from "./foreignPhrases.ts"

/** What is refused: "… edit the paragraph", "… provide". */
const refusedTask = oneOf([
  "help (?:you|with|edit|redact)",
  "help[.!]",
  "assist",
  "edit(?:ing)?\\b",
  "redact",
  "modify",
  "alter",
  "rewrite",
  "revise",
  "fulfil",
  "comply",
  "provide",
  "(?:change|complete|answer|process|perform|produce|remove|satisfy|generate|create|write|make|do|continue(?: with)?|respond to|engage (?:in|with)) (?:the|this|that|your|these|any|an?|such|harmful|content|requested)\\b(?! (?:film|movie|show|sense|big|lot))",
  "determine (?:the sentiment|what|which|how to)",
  "understand (?:the|your|what) (?:request|question|task|prompt|instruction|you)",
  "see (?:the|any|a) (?:paragraph|text)",
  "(?:more|enough|sufficient) (?:information|context)",
  "access to"
])

/** "I'm sorry, but I can't help with that." */
const regrets = [
  `^(?:(?:i'm|i am)(?: so| very| really)? sorry|(?:my )?apologies|i apologi[sz]e|sorry|unfortunately|hi there|hello|hi)\\b`,
  `[^.!?\\n]{0,80}?\\b(?:i|we)(?: am|'m)? ?`,
  `(?:can ?not|can't|could not|couldn't|unable|not able|won't|will not|do not|don't|would need|need|must decline)\\b`,
  `[^\\n]{0,40}?\\b${refusedTask}`
].join("")

/** "I will not edit …", "I do not have access to …". */
const declines = [
  `^(?:i|we)(?: am|'m)? ?(?:simply |just |really )?`,
  `(?:can ?not|can't|could not|unable to|not able to|won't|will not|must decline|have to decline|refuse|do not have|don't have)`,
  `\\s?(?:(?!help )\\w+ )?(?:to )?${refusedTask}`
].join("")

/** "As an AI language model, …". */
const isMachine = [
  "^[^\\n]{0,60}\\bas an? (?:\\w+ (?:and \\w+ )?)?(?:(?:ai|artificial intelligence)(?=[,.;:]| (?:language|model|assistant|system|chatbot|i|and|it)\\b)|large language model|language model)\\b",
  "^i(?:'m| am) (?:just |only )?an? (?:ai|language model|assistant)\\b"
]

/** "Please provide the paragraph.", "Which words?", "No text was given." */
const lacksText = [
  "^(?:please|could you|can you)(?: please)? (?:provide|share|give|paste|send|supply|specify|clarify)",
  "^(?:what|which) (?:specific )?(?:changes|edits|paragraph|text|aspects|sentiment|answer|words?)\\b[^\\n?]{0,120}\\?\\s*$",
  "^(?:no|there (?:is|was) no|there are no) (?:paragraph|text|changes|edits)(?: (?:was|were|is|are))? ?(?:provided|given|necessary|needed|required|to (?:edit|redact))"
]

/** "It is not possible to edit …". */
const cannotBeDone = [
  "^it(?: is|'s) (?:not possible|impossible) to (?:edit|redact|change|modify|make|alter|rewrite)",
  "^the (?:paragraph|text|passage|sentiment)(?: \\w+){0,3} (?:cannot|can't|can not) be (?:edited|changed|redacted|modified|altered)",
  "^(?:there is|there's) no way (?:to|that i can|i can) (?:edit|redact|change|modify|alter|make)",
  "^(?:editing|redacting|changing|altering|modifying) (?:the|this|that) (?:paragraph|text|review|passage|sentiment)\\b[^\\n]{0,200}\\b(?:not|won't|can't|cannot|refuse|decline)\\b"
]

/** "The paragraph is already positive.", "There is nothing to redact." */
const needNotBeDone = [
  "^the (?:paragraph|text|passage|statement|sentiment)(?: [^.\\n]{0,40})? (?:is )?already\\b",
  "^(?:the|this) (?:paragraph|text|passage|statement|sentiment|review) (?:does not|doesn't|needs?) (?:need|require|no)\\b[^\\n]{0,60}\\b(?:edit|chang|redact|modif|alter)",
  "^(?:there is|there's|there are|i (?:see|find|found)) (?:nothing|no words?) (?:to|that (?:needs?|has|have) to be|in [^.\\n]{0,40} to) (?:redact|edit|chang|mask|remov|replac)"
]

/** A label, a choice or a single word is an answer to another question. */
const otherAnswer = [
  "^(?:n/?a|none|null|nothing|no answer|yes|no|positive|negative|neutral|unknown|not applicable|not possible|impossible|no text)[.!]?$",
  "^\\(?[a-f]\\) ?\\w+(?: \\w+){0,3}\\.?$",
  "^\\w+$"
]

/** In small letters, as is all that is searched: an expression that ignores case takes much longer to be compiled. */
const refusal = new RegExp(
  anyOf([
    regrets,
    declines,
    ...isMachine,
    ...lacksText,
    ...cannotBeDone,
    ...needNotBeDone,
    ...otherAnswer,
    "^i (?:do not|don't) know how to (?:edit|redact|change|modify|make)",
    "^unable to\\b",
    "^(?:that|this)(?: is|'s) not something (?:that )?(?:i|we)\\b",
    "^i(?:'d| would)? (?:prefer not|rather not)",
    ...foreignRefusals
  ])
)

/** What a refusal says in its first line, not far from its beginning. */
const refusingPhrase =
  /\b(?:against my (?:programming|guidelines)|as per my programming|no (?:further )?(?:edits?|changes?|modifications?|redactions?)(?: (?:is|are|were|was))? (?:needed|necessary|required|made))\b/
const notFar = 200
/** None of these phrases is longer. */
const longestPhrase = 60

/** Whether the beginning of an answer refuses this task. */
export const refusesTask = (head: string): boolean => {
  const lower = head.toLowerCase()
  if (refusal.test(lower)) return true
  const said = refusingPhrase.exec(lower.slice(0, notFar + longestPhrase))
  return said !== null && said.index <= notFar && !lower.slice(0, said.index).includes("\n")
}

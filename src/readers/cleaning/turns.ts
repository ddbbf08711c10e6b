import { atLines } from "./lines.ts"
import { anyOf, eachMatch } from "./text.ts"

/** Tokens that end an answer in the chat formats of the common model families. */
const endToken = new RegExp(
  [
    "</s>",
    "<s>",
    "<\\|(?:endoftext|im_end|im_sep|eot_id|eom_id|end|end_of_text|EOT|eos|return|end_of_turn|endofprompt)\\|>",
    "<\uFF5Cend\u2581of\u2581sentence\uFF5C>",
    "<end_of_turn>",
    "<eos>",
    "<EOS>",
    "<eod>",
    "<pad>",
    "\\[/?INST\\]",
    "<</?SYS>>",
    "\\[end of text\\]",
    "<start_of_turn>",
    "<\\|im_start\\|>",
    "<\\|start_header_id\\|>",
    "<\\|(?:user|human|system|assistant|start)\\|>"
  ].join("|"),
  "g"
)

const roleToken = /^(?:\s|assistant|model|final|<\|end_header_id\|>|<\|message\|>|<\|channel\|>){1,6}/

const modelNames =
  "assistant|falcon|ai(?: assistant| model)?|bot|chatbot|chatgpt|gpt-?4?o?|llama(?:[- ]?\\d)?|claude|mistral|gemma|qwen|phi"
  + "|vicuna|deepseek|model"
const userNames = "user|human|customer|prompter"

/** "Assistant:" or "### Response:" in front of the model's own answer. */
const ownLabel = new RegExp(
  `^[\\s#*>\\[]{0,8}(?:(?:${modelNames})(?:'s)?(?: response| answer| reply)?|response|reply)[\\]*]{0,3}\\s?:[*\\s]{0,6}`,
  "i"
)

/** A line that opens a turn of somebody. */
const turnLine = new RegExp(
  `\\n[ \\t#*\\[(<|]{0,6}(?:${modelNames}|${userNames}|instruction|input|question|prompt|q|exercise)`
    + "[ \\t]{0,2}(?:\\d{1,3}[ \\t]{0,2})?[*\\])>|]{0,3}(?::|(?<=#[ \\t]{0,2}\\w{1,12})\\n)",
  "i"
)
const turnLines = atLines(turnLine)

const inlineNames = ["User", "Human", "USER", "HUMAN"]
const inlineTurn = new RegExp(`[\\s.!?"'](?:${anyOf(inlineNames)})\\s?: `, "g")

const startsWithUser = new RegExp(`^[\\s#*>\\[]{0,8}(?:${userNames})[\\]*]{0,3}\\s?:`, "i")
const modelLine = new RegExp(`\\n[ \\t#*\\[]{0,6}(?:${modelNames})[\\]*]{0,3}[ \\t]?:`, "i")

/** The name of the next speaker, when the answer was stopped right behind it. */
const danglingName = new RegExp(`^[ \\t#*]{0,4}(?:${modelNames}|${userNames})[ \\t]{0,2}$`, "i")
/** No such line is longer. */
const longestName = 30

const withoutDanglingName = (text: string): string => {
  const at = text.lastIndexOf("\n")
  return at >= 0 && text.length - at < longestName && danglingName.test(text.slice(at + 1))
    ? text.slice(0, at)
    : text
}

/** Where the first turn of somebody else begins that something stands before; the end of the text without any. */
const turnStart = (text: string): number => {
  for (const turn of turnLines(text)) {
    if (text.slice(0, turn.index).trim() !== "") return turn.index
  }
  return text.length
}

/** The same within a line: "… User: …". */
const inlineTurnStart = (text: string): number => {
  if (!text.includes(": ") || !inlineNames.some((name) => text.includes(name))) return text.length
  for (const turn of eachMatch(text, inlineTurn)) {
    if (text.slice(0, turn.index).trim() !== "") return turn.index + 1
  }
  return text.length
}

const cutAtTokens = (answer: string): string => {
  if (!answer.includes("<") && !answer.includes("[")) return answer.trim()
  let start = 0
  for (const token of eachMatch(answer, endToken)) {
    const said = answer.slice(start, token.index).replace(roleToken, "").trim()
    if (said !== "") return said
    start = token.index + token[0].length
  }
  return answer.slice(start).replace(start > 0 ? roleToken : /^\s+/, "").trim()
}

/**
 * Keeps the model's own turn: no end tokens, no label with a speaker's name, and nothing of the turns that a model
 * goes on to invent. An answer that first plays the user is read from its first turn as the model.
 */
export const ownTurn = (answer: string): string => {
  let text = cutAtTokens(answer)
  if (startsWithUser.test(text)) {
    const own = modelLine.exec(text)
    if (own !== null) text = text.slice(own.index + 1)
  }
  for (let label = ownLabel.exec(text); label !== null; label = ownLabel.exec(text)) {
    const rest = text.slice(label[0].length)
    if (rest.trim() === "") return ""
    text = rest
  }
  if (!text.includes(":") && !text.includes("\n")) return text
  text = text.slice(0, turnStart(text))
  text = text.slice(0, inlineTurnStart(text))
  return withoutDanglingName(text.trim()).trim()
}

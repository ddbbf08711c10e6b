/** Answers made ready for reading: only what the model says itself, in plain signs. */
import { writeOut } from "./contractions.ts"
import { afterRestatement, labelHeadings, repeatsTask, withoutTaskFields } from "./headings.ts"
import { shortJson } from "./json.ts"
import { dropReasoning } from "./reasoning.ts"
import { undress } from "./signs.ts"
import { tableAsLines } from "./tables.ts"
import { clip, shortenRuns, straighten } from "./text.ts"
import { ownTurn } from "./turns.ts"
import { dropEmphasis, dropFences, dropHtml, dropStruck, insideFrame } from "./wrappers.ts"

/** The model's own words: no reasoning, no foreign turns, no tokens, and only what a frame such as <answer> holds. */
export const ownWords = (answer: string): string => insideFrame(ownTurn(dropReasoning(answer)))

const openBox = /^[ \t]*(?:[-*\u2022][ \t]{0,4})?(?:\[ ?\]|\u2610|\u25CB).*$/gm
const crossed = /^.*[\u274C\u2717\u2718\u{1F6AB}].*$/gmu
const ticked = /\[[xX\u2713\u2714]\]|[\u2611\u2612\u2713\u2714\u2705\u25CF]/

/** A list with boxes or ticks says what its ticked lines say. */
const withoutOpenBoxes = (text: string): string =>
  ticked.test(text) ? text.replace(openBox, "").replace(crossed, "").replace(/\[[xX]\]/g, "") : text

const optionsLine =
  /^[ \t#*>-]{0,6}(?:options|choices|possible (?:answers|choices|labels|sentiments)|labels)[*]{0,2}\s?:[^\n]{1,300}\n+(?=\s*\S)/i

const nextTask = /\n[ \t#*]{0,4}(?:paragraph|passage|text|review|statement|hypothesis)[*]{0,2}:/i

/** "Let us compare the two texts." goes on. */
const leadsIn =
  /^(?:ok(?:ay)?\b|let\b|we\b|first\b|here\b|to\b|comparing\b|step\b|i (?:will|am|was|have)\b)(?!.*\b(?:yes|no|unknown|positive|negative|neutral)\b)/i

/** A model without a stop goes on with a next task of the same kind, which opens with its text. */
const withoutNextTask = (text: string): string => {
  const next = repeatsTask(text) ? null : nextTask.exec(text)
  const said = next === null ? "" : text.slice(0, next.index).trim()
  return said === "" || said.length > 300 || said.endsWith(":") || leadsIn.test(said) ? text : said
}

/** One line of plain words, in which nothing is to be cleaned. */
const plainLine = /^(?!analysis|assistant|commentary|final)[\w ,.;'"()?!/%&+]{0,300}$/

/** A short answer as text: straight quotes, no wrappers, no JSON, no contractions, clipped to what is read at once. */
export const shortAnswer = (answer: string): string => {
  const trimmed = answer.trim()
  const text = plainLine.test(trimmed) && trimmed[0] !== "\"" ? trimmed : cleaned(trimmed)
  return text.includes(" ") ? writeOut(text) : text
}

const cleaned = (answer: string): string => {
  const own = insideFrame(ownTurn(afterRestatement(labelHeadings(dropReasoning(answer)))))
  const fenceless = dropFences(clip(own))
  const text = shortJson(fenceless) ?? fenceless
  const plain = tableAsLines(dropStruck(dropHtml(straighten(undress(shortenRuns(text))))))
  return withoutTaskFields(withoutNextTask(withoutOpenBoxes(plain))).replace(optionsLine, "").trim()
}

/** A short answer without bold and other emphasis. */
export const plainAnswer = (answer: string): string => dropEmphasis(shortAnswer(answer)).trim()

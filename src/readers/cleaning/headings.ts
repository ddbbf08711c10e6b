/** Headings of an answer in sections: "## Verdict", "**Answer**", "Conclusion" on lines of their own. */
import { anyOf } from "./text.ts"

/** Sections that hold the answer. */
const answerNames = [
  "(?:(?:my|the|final|short|direct|correct|suggested) ){0,2}(?:answer|response|verdict|decision|choice|label|result|judge?ment|pick|classification|prediction|reply|output)",
  "final",
  "(?:overall |the )?sentiment",
  "(?:my |the |overall )?(?:conclusion|assessment)",
  "overall",
  "tl;?dr"
]

/** Sections that explain the answer. */
const reasonNames = [
  "(?:brief |short |the |my )?(?:explanation|reasoning|reasons?|rationale|justification|analysis|evidence|evidence from the text|thoughts?|why|comparison|discussion|details|step[- ]by[- ]step(?: \\w+)?)",
  "(?:relevant|key|supporting) (?:sentences?|words?|phrases?|passages?|quotes?|evidence|facts|details|lines?|points?)"
]

/** Sections that repeat the task. */
const taskNames = [
  "(?:the |given )?(?:paragraph|passage|text|review|context|story|premise|statement|hypothesis|claim|question|options|choices|task|input|prompt)"
]

const headingLine = (names: readonly string[]): RegExp =>
  new RegExp(
    `^[ \\t]{0,4}(?:#{1,6}[ \\t]*|[^\\p{L}\\p{N}\\n]{0,6})(?:\\d[.)][ \\t]*)?[*_]{0,3}(${
      anyOf(names)
    })[*_]{0,3}[ \\t]?[:.]?[*_]{0,3}[ \\t]*$(?=\\n+[ \\t]*\\S)`,
    "gimu"
  )

const heading = headingLine([...answerNames, ...reasonNames, ...taskNames])

/** The text with each known heading as a label with a colon: "## Verdict" becomes "Verdict:". */
export const labelHeadings = (text: string): string =>
  text.includes("\n") ? text.replace(heading, (_, name: string) => `${name}:`) : text

/** A field that opens an answer and repeats the task. */
const taskField = new RegExp(`^[\\s#*>]{0,8}(?:${anyOf(taskNames)})[*]{0,2}\\s?:`, "i")
const answerField = new RegExp(`\\n[ \\t#*>]{0,6}(?:${anyOf(answerNames)})[*]{0,2}\\s?:`, "i")

/** Whether an answer begins by repeating its task. */
export const repeatsTask = (text: string): boolean => taskField.test(text)

const textField =
  /^[ \t]*[*_#>-]{0,3}[ \t]?(?:paragraph|passage|text|review|context|story|premise|statement|hypothesis|claim)(?: in \w+| \([^()\n]{0,30}\)| summary)?[*_]{0,3}[ \t]?:[*_]{0,3}(?:[ \t]+\S+){4,}[ \t]*$/gim

/** The text without lines that tell the paragraph or the hypothesis again, where another line is left. */
export const withoutTaskFields = (text: string): string => {
  if (!text.includes("\n") || !text.includes(":")) return text
  const rest = text.replace(textField, "")
  return rest.trim() === "" ? text : rest
}

/** An answer that first repeats its task, field by field, is read from its own field on. */
export const afterRestatement = (text: string): string => {
  const own = taskField.test(text) ? answerField.exec(text) : null
  return own === null ? text : text.slice(own.index + 1)
}

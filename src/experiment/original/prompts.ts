/**
 * What the original's prompts tell of the observation: facts of their form, found again in the recorded texts.
 */
import type { Experiment } from "../Experiment.ts"

const marker = "\u0000"

/** A user's message in the chat format and back. */
export interface Wrapping {
  /** The prompt as it was sent. */
  readonly wrap: (message: string) => string
  /** The message of a prompt; null when the prompt has another form. */
  readonly unwrap: (prompt: string) => string | null
}

/** How an experiment's messages stand in its prompts. */
export const wrappingOf = ({ format, systemText }: Pick<Experiment, "format" | "systemText">): Wrapping => {
  const wrap = (user: string) => {
    const prompt = format.render({
      ...(systemText === undefined ? {} : { system: systemText }),
      turns: [{ user }]
    })
    return prompt._tag === "Text" ? prompt.text : prompt.messages.map(({ content }) => content).join("\n")
  }
  const [before = "", after = ""] = wrap(marker).split(marker)
  return {
    wrap,
    unwrap: (prompt) =>
      prompt.startsWith(before) && prompt.endsWith(after) && prompt.length >= before.length + after.length
        ? prompt.slice(before.length, prompt.length - after.length)
        : null
  }
}

const heading = "\n\nParagraph: "

/** The paragraph, which every message ends with; null when it has none. */
export const paragraphIn = (message: string): string | null => {
  const start = message.indexOf(heading)
  return start < 0 ? null : message.slice(start + heading.length)
}

const letter = (i: number) => String.fromCodePoint("a".codePointAt(0)! + i)

/**
 * The choices of a question that lists them as `a) "one", b) "two", or c) "unknown"`, without the last one; null when
 * there is no such list.
 */
export const choicesIn = (message: string): readonly string[] | null => {
  const text = message.slice(0, Math.max(0, message.indexOf(heading)))
  const start = text.lastIndexOf("a) \"")
  if (start < 0) return null
  const choices: string[] = []
  let rest = text.slice(start + "a) \"".length)
  while (!rest.startsWith("unknown\"")) {
    const next = letter(choices.length + 1)
    const end = [`", ${next}) "`, `", or ${next}) "`]
      .map((separator) => ({ separator, at: rest.indexOf(separator) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)
      .at(0)
    if (end === undefined) return null
    choices.push(rest.slice(0, end.at))
    rest = rest.slice(end.at + end.separator.length)
  }
  return choices.length === 0 ? null : choices
}

/** The hypothesis that the original noted beside an entailment's results; null when the note has another form. */
export const hypothesisIn = (note: string | null, paragraph: string): string | null => {
  const [start, end] = ["Hypothesis: ", `\nParagraph: ${paragraph}`]
  if (note === null || !note.startsWith(start)) return null
  const stop = note.indexOf(end)
  return stop < 0 ? null : note.slice(start.length, stop)
}

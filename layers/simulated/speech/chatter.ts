/**
 * How the simulated model says what it means: in the many ways of chat models, each of which is plain to a reader.
 */
import { type Question, unknown } from "../question.ts"
import type { Reply } from "../reply.ts"
import { pick, type Stream } from "../text/draw.ts"

const farewells = [
  "",
  "",
  "",
  "\n\nLet me know if you need anything else!",
  "\n\nI hope this helps!",
  "\n\nPlease let me know if you have any other questions."
]

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const letterOf = (i: number): string => String.fromCodePoint("a".codePointAt(0)! + i)

const shortShapes: readonly ((answer: string) => string)[] = [
  (answer) => answer,
  (answer) => answer,
  (answer) => `${capital(answer)}.`,
  (answer) => `**${capital(answer)}**`,
  (answer) => `"${answer}"`,
  (answer) => `Answer: ${answer}`,
  (answer) => `The answer is ${answer}.`,
  (answer) => `The answer is **${answer}**.`
]

const sentimentShapes: readonly ((answer: string) => string)[] = [
  ...shortShapes,
  (answer) => `The sentiment of the paragraph is **${answer}**.`,
  (answer) => `The sentiment of the paragraph is "${answer}".`,
  (answer) => `Sentiment: ${capital(answer)}`,
  (answer) => `I would say that the sentiment is ${answer}.`
]

const sayChoice = (next: Stream, choices: readonly string[], answer: string): string => {
  const offered = [...choices, unknown]
  const lettered = `${letterOf(offered.indexOf(answer))}) ${answer}`
  const end = /[.!?]$/.test(answer) ? "" : "."
  return pick(next, [
    lettered,
    lettered,
    answer,
    answer,
    `**${lettered}**`,
    `Answer: ${lettered}`,
    `The answer is ${lettered}${end}`,
    `The answer is:\n\n${lettered}`,
    `Sure! The answer is **${lettered}**.`,
    `Based on the paragraph, the answer is ${lettered}${end}`
  ])
}

const entailmentOptions = ["yes", "no", unknown]

const sayAnswer = (next: Stream, { category, choices }: Question, answer: string): string => {
  switch (category) {
    case "sentiment":
      return pick(next, sentimentShapes)(answer)
    case "multi-choice":
      return sayChoice(next, choices ?? [], answer)
    case "entailment": {
      const numbered = `${entailmentOptions.indexOf(answer) + 1}) ${answer}`
      return pick(next, shortShapes)(next() < 0.5 ? numbered : answer)
    }
  }
}

const sayAbility = (next: Stream, answer: "no" | "yes"): string =>
  pick(next, [
    ...shortShapes.map((shape) => shape(answer)),
    answer === "yes" ? "Yes, it can." : "No, it cannot.",
    answer === "yes" ? "Yes, that is possible." : "No, that is not possible."
  ])

const sayParagraph = (next: Stream, manner: string, text: string): string => {
  // Quote marks around a text that has some itself would be ambiguous.
  const shown = text.includes("\"") || next() < 0.75 ? text : `"${text}"`
  const opening = pick(next, [
    "",
    "",
    `Sure! Here is the ${manner} paragraph:\n\n`,
    `Here is the ${manner} paragraph:\n\n`,
    `Sure, here's the ${manner} version of the paragraph:\n\n`,
    `${capital(manner)} paragraph:\n\n`,
    `**${capital(manner)} paragraph:**\n\n`
  ])
  // Without an opening, a farewell could be taken for the end of the text.
  return opening + shown + (opening === "" ? "" : pick(next, farewells))
}

const lists: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join(", "),
  (words) => words.map((word) => `"${word}"`).join(", "),
  (words) => words.map((word, i) => `${i + 1}. ${word}`).join("\n"),
  (words) => words.map((word, i) => `${i + 1}. "${word}"`).join("\n"),
  (words) => words.map((word) => `* ${word}`).join("\n"),
  (words) => words.map((word) => `- ${word}`).join("\n"),
  (words) => words.map((word) => `• **${word}**`).join("\n")
]

const sayWords = (next: Stream, words: readonly string[]): string => {
  const opening = pick(next, [
    "",
    "",
    "Here are the most important words:\n\n",
    "Sure! Here are the most important words of the paragraph:\n\n",
    "The most important words are:\n\n"
  ])
  return opening + pick(next, lists)(words) + (opening === "" ? "" : pick(next, farewells))
}

/** Says a reply, in a shape that the stream chooses. */
export const say = (reply: Reply, next: Stream): string => {
  switch (reply.kind) {
    case "answer":
      return sayAnswer(next, reply.question, reply.answer)
    case "ability":
      return sayAbility(next, reply.answer)
    case "paragraph":
      return sayParagraph(next, reply.manner, reply.text)
    case "words":
      return sayWords(next, reply.words)
  }
}

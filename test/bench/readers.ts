/**
 * Times every reader on long answers that invite slow rules: `npm run bench -- readers`.
 */
import {
  maskWords,
  normaliseMasks,
  readAbility,
  readEntailment,
  readMultiChoice,
  readParagraph,
  readSentiment,
  readWords
} from "../../src/readers/index.ts"

const subjects: Readonly<Record<string, (answer: string) => unknown>> = {
  sentiment: readSentiment,
  multiChoice: (answer) => readMultiChoice(answer, ["hallway", "kitchen", "office"]),
  entailment: readEntailment,
  ability: readAbility,
  paragraph: readParagraph,
  words: readWords,
  maskWords: (answer) => maskWords(answer, ["milk", "a", "("], "[REDACTED]"),
  normaliseMasks: (answer) => normaliseMasks(answer, "[REDACTED]")
}

const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
const patterns = [
  ...printable,
  "\n",
  "\t",
  "\u2588",
  "\u201C",
  "\u2019",
  "\u2026",
  "\uD800",
  "\uDC00",
  "\uE000",
  "\u{1F600}",
  "a ",
  "a\n",
  "\n ",
  " \n",
  "\n\n",
  "- ",
  "\n- ",
  "- a\n",
  "1. a\n",
  "a, ",
  "\"a\" ",
  "\"a\", ",
  "(a",
  "a) ",
  "((",
  "[\"",
  "{\"a\":",
  "[[",
  "<p>",
  "<a ",
  "</",
  "<think>",
  "</think>",
  "<answer>",
  "<answer></answer>",
  "<|im_end|>",
  "User: ",
  "\nUser: ",
  "```\n",
  "**a",
  "**a** ",
  "__a",
  "*a",
  "_a",
  "'a",
  "\"",
  "not ",
  "not positive ",
  "positive, ",
  "positive or ",
  "no. ",
  "yes\n",
  "a b c d ",
  "Here is the edited paragraph: ",
  "\nEdited: ",
  "\nEdited: a",
  "\nNote: ",
  "\n\nNote: a",
  "Original: a\n",
  "> a\n",
  "---\n",
  "Option 1: a\n",
  "a -> b\n",
  "\\boxed{",
  "[REDACTED] ",
  "the word \"a\" ",
  "I changed ",
  "sentiment paragraph\n\n",
  "kitchen ",
  "answer is ",
  "cannot be determined ",
  "| a ",
  "\n|-|-|",
  "a: b\n",
  ".",
  "... ",
  "$$",
  "&quot;",
  "___ "
]

const sizes = [10_000, 100_000, 1_000_000]

/** Time of the processor in ms: other programs on the machine do not count. */
const timed = (subject: (answer: string) => unknown, answer: string): number => {
  const start = process.cpuUsage()
  subject(answer)
  const { system, user } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** The shortest of three runs: what the rules cost once they are compiled. */
const best = (subject: (answer: string) => unknown, answer: string): number =>
  Math.min(timed(subject, answer), timed(subject, answer), timed(subject, answer))

for (const [name, subject] of Object.entries(subjects)) {
  const rows = patterns.map((pattern) => ({
    pattern: JSON.stringify(pattern),
    times: sizes.map((size) => best(subject, pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size)))
  }))
  const slowest = [...rows].sort((x, y) => (y.times[2] ?? 0) - (x.times[2] ?? 0)).slice(0, 5)
  console.log(`\n${name}: the slowest of ${patterns.length} patterns, in ms at 10 kB, 100 kB, 1 MB`)
  for (const { pattern, times } of slowest) {
    console.log(`  ${pattern.padEnd(40)} ${times.map((time) => time.toFixed(2).padStart(9)).join(" ")}`)
  }
}

/**
 * Times every reader on everyday answers, and on long ones that invite slow rules: `npm run bench -- readers`. A long
 * answer is read within a limit, and ten times its length takes about ten times as long; the last line names the patterns
 * with which a reader fails this, and then the exit code is 1.
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
/** Milliseconds for the longest answer. */
const longest = 50
/** How many times as long ten times the length may take. */
const steepest = 15
/** Shorter times say nothing about growth: a pause of the machine is as long. */
const growthSeen = 5

/** So often every length is read at least; a pattern that seems slow is read more often, as others may have the machine. */
const fewestRounds = 2
const mostRounds = 8

type Subject = (answer: string) => unknown

/** Two answers of nearly one length: read in turn, neither is known from the reading before, as no user's answer is. */
type Pair = readonly [answer: string, other: string]

const pairOf = (pattern: string, size: number): Pair => {
  const answer = pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size)
  return [answer, answer.slice(0, -1)]
}

/** The time of one reading, of as many as take so long together. */
const timed = (subject: Subject, pair: Pair, together: number): number => {
  const start = performance.now()
  let readings = 0
  let passed = 0
  do {
    subject(pair[readings % 2 === 0 ? 0 : 1])
    readings += 1
    passed = performance.now() - start
  } while (passed < together)
  return passed / readings
}

/** The time of one reading of each length. */
type Round = readonly number[]

/**
 * The longest answer is read once, the others for as long as that took: then all meet the same pauses of a shared
 * machine, and none is read by rules that are not compiled yet.
 */
const roundOf = (subject: Subject, pairs: readonly Pair[]): Round => {
  const most = timed(subject, pairs.at(-1)!, 0)
  return [...pairs.slice(0, -1).map((pair) => timed(subject, pair, most)), most]
}

const isSteep = (round: Round): boolean =>
  round.some((time, i) => i > 0 && time >= growthSeen && time > steepest * (round[i - 1] ?? 0))

/** The shortest time of each length: what the rules cost, without the noise of the machine. */
const shortest = (rounds: readonly Round[]): Round =>
  sizes.map((_, i) => Math.min(...rounds.map((round) => round[i] ?? Infinity)))

/** Growth is judged by the times of one round, between which a machine seldom changes its pace, and by most rounds. */
const isSlow = (rounds: readonly Round[]): boolean =>
  (shortest(rounds).at(-1) ?? 0) >= longest || rounds.filter(isSteep).length * 2 >= rounds.length

const roundsOf = (subject: Subject, pattern: string): readonly Round[] => {
  const pairs = sizes.map((size) => pairOf(pattern, size))
  const rounds: Round[] = []
  while (rounds.length < fewestRounds || (rounds.length < mostRounds && isSlow(rounds))) {
    rounds.push(roundOf(subject, pairs))
  }
  return rounds
}

const slow: string[] = []
for (const [name, subject] of Object.entries(subjects)) {
  const rows = patterns.map((pattern) => {
    const rounds = roundsOf(subject, pattern)
    return { pattern: JSON.stringify(pattern), times: shortest(rounds), fails: isSlow(rounds) }
  })
  slow.push(...rows.filter(({ fails }) => fails).map(({ pattern }) => `${name} ${pattern}`))
  const slowest = [...rows].sort((x, y) => (y.times[2] ?? 0) - (x.times[2] ?? 0)).slice(0, 5)
  console.log(`\n${name}: the slowest of ${patterns.length} patterns, in ms at 10 kB, 100 kB, 1 MB`)
  for (const { pattern, times } of slowest) {
    console.log(`  ${pattern.padEnd(40)} ${times.map((time) => time.toFixed(2).padStart(9)).join(" ")}`)
  }
}

const edited = `Sure! Here is the edited paragraph:\n\nI was delighted by how fresh this sequel felt. ${
  "The jokes land, the pacing is brisk, and I left the cinema with a smile on my face. ".repeat(13)
}\n\nNote: I changed "bored" to "delighted".`
const listed = Array.from({ length: 15 }, (_, i) => `${i + 1}. ${"abcdefghijklmnop"[i] ?? ""}wful`).join("\n")

const everyday: Readonly<Record<string, () => unknown>> = {
  "sentiment, a label": () => readSentiment("Positive"),
  "sentiment, a sentence": () => readSentiment("The sentiment of the paragraph is positive."),
  "multiChoice, a label": () => readMultiChoice("b) kitchen", ["hallway", "kitchen", "office"]),
  "multiChoice, a sentence": () =>
    readMultiChoice("Based on the paragraph, Mary is in the kitchen.", ["hallway", "kitchen", "office"]),
  "entailment, a number": () => readEntailment("1"),
  "entailment, a sentence": () => readEntailment("Yes, the paragraph entails the statement."),
  "ability, a sentence": () => readAbility("No, the question cannot be answered from the paragraph."),
  "paragraph, 230 words with preamble and note": () => readParagraph(edited),
  "words, 15 numbered": () => readWords(listed),
  "maskWords, 5 words": () =>
    maskWords(edited, ["delighted", "fresh", "smile", "brisk", "cast"], "[REDACTED]"),
  "normaliseMasks": () => normaliseMasks(edited.replaceAll("smile", "[redacted]"), "[REDACTED]")
}

const elapsed = (run: () => void): number => {
  const start = performance.now()
  run()
  return performance.now() - start
}

const times = 3000
console.log("\neveryday answers, in microseconds each")
for (const [name, read] of Object.entries(everyday)) {
  const all = (): void => {
    for (let time = 0; time < times; time++) read()
  }
  const best = Math.min(elapsed(all), elapsed(all), elapsed(all))
  console.log(`  ${name.padEnd(46)} ${(best * 1000 / times).toFixed(1).padStart(7)}`)
}

const demand =
  `1 MB of a pattern in less than ${longest} ms, and ten times the length in at most ${steepest} times the time`
console.log(
  slow.length === 0 ? `\nEvery reader reads ${demand}.` : `\nNot ${demand}: ${slow.join("; ")}`
)
process.exitCode = slow.length === 0 ? 0 : 1

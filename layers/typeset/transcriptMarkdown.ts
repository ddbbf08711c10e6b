/**
 * Transcripts as Markdown. Every text that a model or a data set brought stands in a fence or a code span, in which no
 * Markdown and no HTML counts.
 */
import {
  configurationOf,
  type Fact,
  generationFacts,
  maskingOf,
  readingLine,
  sessionTitle,
  verdictsOf
} from "../../src/reporting/transcript/facts.ts"
import type { Segment } from "../../src/reporting/transcript/segments.ts"
import { spokenIn } from "../../src/reporting/transcript/spoken.ts"
import type { TextChange, Transcript, TranscriptSession } from "../../src/reporting/transcript/Transcript.ts"
import { visibleText } from "../../src/reporting/transcript/visible.ts"

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0)

/** A block of code whose fence is longer than any run of backticks in it. */
const fence = (text: string): string => {
  const shown = visibleText(text)
  const ticks = "`".repeat(Math.max(3, longestRun(shown) + 1))
  return `${ticks}text\n${shown}\n${ticks}`
}

/** A code span on one line. */
const code = (text: string): string => {
  const shown = visibleText(text).replace(/\s+/g, " ").trim()
  const ticks = "`".repeat(longestRun(shown) + 1)
  return shown === "" ? "(empty)" : `${ticks} ${shown} ${ticks}`
}

/** As `git diff --word-diff` writes it. */
const segment = ({ kind, text }: Segment): string => {
  if (kind === "same") return text
  return kind === "removed" ? `[-${text}-]` : `{+${text}+}`
}

const facts = (all: readonly Fact[]): string =>
  all.map(([name, value]) => `- ${name}: ${code(value)}`).join("\n")

const lost = "*The cache has this text no more.*"

const sessionMarkdown = (session: TranscriptSession, change: TextChange | null): readonly string[] => {
  const { asks, generation } = session
  const masking = maskingOf(session)
  return [
    `### ${sessionTitle(session.session)}: ${asks}`,
    ...(spokenIn(session, change)?.flatMap(({ role, segments }) => [
      `**${role ?? "prompt"}**`,
      fence(segments.map(segment).join(""))
    ]) ?? [lost]),
    ...(typeof generation?.reasoning === "string" ? ["**thoughts**", fence(generation.reasoning)] : []),
    "**answer**",
    generation === null ? lost : fence(generation.text),
    `Read as ${code(readingLine(session))}${masking === null ? "" : `, ${code(masking)}`}.`,
    facts(generationFacts(session))
  ]
}

const legend =
  "In the last prompt, `[-…-]` is what the explanation took out, and `{+…+}` what stands there now."

const transcriptMarkdown = (transcript: Transcript): string => {
  const { change, error, experiment, idx, label, sessions } = transcript
  return [
    `## Observation ${idx} of ${code(experiment.id)}`,
    facts([...configurationOf(experiment.spec), ["label", label], ...verdictsOf(transcript)]),
    ...(change === null ? [] : [legend]),
    ...sessions.flatMap((session) => sessionMarkdown(session, change)),
    ...(error === null
      ? []
      : [`### ${sessionTitle(error.session)} failed`, fence(`${error.reason}: ${error.message}`)])
  ].join("\n\n")
}

/** Markdown for transcripts, a section for each. */
export const transcriptsMarkdown = (transcripts: readonly Transcript[]): string =>
  `${transcripts.map(transcriptMarkdown).join("\n\n")}\n`

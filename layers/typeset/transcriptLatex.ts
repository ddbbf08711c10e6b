/**
 * Transcripts as LaTeX: `\session`, `\user`, `\model` and `\caption` within an environment `transcript`.
 */
import {
  configurationOf,
  type Fact,
  maskingOf,
  readingLine,
  sessionTitle,
  verdictsOf
} from "../../src/reporting/transcript/facts.ts"
import type { Segment } from "../../src/reporting/transcript/segments.ts"
import { type Spoken, spokenIn } from "../../src/reporting/transcript/spoken.ts"
import type { TextChange, Transcript, TranscriptSession } from "../../src/reporting/transcript/Transcript.ts"
import { latexLines, latexText } from "./latexText.ts"
import { transcriptPreamble } from "./transcriptPreamble.ts"

const lost = "\\textit{The cache has this text no more.}"

const segment = ({ kind, text }: Segment): string =>
  kind === "same" ? latexLines(text) : latexLines(text, (line) => `\\${kind}{${line}}`)

const message = ({ role, segments }: Spoken): string => {
  const text = segments.map(segment).join("")
  if (role === "assistant") return `\\model{${text}}`
  return role === "system" ? `\\user[System]{${text}}` : `\\user{${text}}`
}

const answer = (session: TranscriptSession): string => {
  const { generation } = session
  const masking = maskingOf(session)
  const read = `Model, read as ${readingLine(session)}${masking === null ? "" : ` (${masking})`}`
  return `\\model[{${latexText(read)}}]{${generation === null ? lost : latexLines(generation.text)}}`
}

const sessionLatex = (session: TranscriptSession, change: TextChange | null): string =>
  [
    `\\session{${latexText(`${sessionTitle(session.session)}: ${session.asks}`)}}`,
    ...(spokenIn(session, change)?.map(message) ?? [`\\user{${lost}}`]),
    answer(session)
  ].join("\n")

const facts = (all: readonly Fact[]): string =>
  all.map(([name, value]) => `${latexText(name)}: ${latexText(value)}`).join("; ")

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const caption = (transcript: Transcript): string => {
  const { error, experiment, idx, label } = transcript
  const verdicts = verdictsOf(transcript).map(([name, value]) => `${name}: ${latexText(value)}`).join("; ")
  return [
    `Observation ${idx}. ${capitalised(facts(configurationOf(experiment.spec)))}.`,
    `Label: ${latexText(label)}; ${verdicts}.`,
    ...(error === null
      ? []
      : [`Failed in ${sessionTitle(error.session).toLowerCase()}: ${latexText(error.message)}.`])
  ].join(" ")
}

const transcriptLatex = (transcript: Transcript): string =>
  [
    "\\begin{transcript}",
    ...transcript.sessions.map((session) => sessionLatex(session, transcript.change)),
    `\\caption{${caption(transcript)}}`,
    "\\end{transcript}"
  ].join("\n")

const needs =
  "% Needs the macros \\session, \\user, \\model, \\removed, \\added, \\masked and \\unicodechar, and the\n"
  + "% environment transcript; introspect transcript --standalone prints a set of them.\n"

/** LaTeX for transcripts, to be included in a document, or a document with all that it needs. */
export const transcriptsLatex = (transcripts: readonly Transcript[], isStandalone: boolean): string => {
  const body = transcripts.map(transcriptLatex).join("\n\n")
  return isStandalone
    ? `${transcriptPreamble}\\begin{document}\n${body}\n\\end{document}\n`
    : `${needs}${body}\n`
}

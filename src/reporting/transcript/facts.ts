/**
 * What a transcript's caption says, in words.
 */
import type { ControlName } from "../../domain/ControlRecord.ts"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import { isSimulatedModel } from "../../domain/Generation.ts"
import type { SessionName } from "../../domain/ObservationRecord.ts"
import type { Transcript, TranscriptControl, TranscriptSession } from "./Transcript.ts"

/** A name and what stands for it. */
export type Fact = readonly [name: string, value: string]

/** The configuration of an experiment, by the parts that people tell experiments apart by. */
export const configurationOf = (
  { dataset, flags, model, pack, seed, split, system, task }: ExperimentSpec
): readonly Fact[] => [
  ["model", isSimulatedModel(model.id) ? `${model.name} (simulated, no language model)` : model.name],
  ["data set", `${dataset.name} ${split}`],
  ["task", task],
  ["flags", flags.length === 0 ? "none" : flags.join(" ")],
  ["system message", system],
  ["seed", String(seed)],
  ["wording", pack.name]
]

const sessionNumber: { readonly [Name in SessionName]: number } = {
  predict: 1,
  ability: 2,
  explain: 2,
  explain_predict: 3
}

/** "Session 2", as the paper counts them. */
export const sessionTitle = (session: SessionName): string => `Session ${sessionNumber[session]}`

const unreadReasons = {
  refused: "the model declined",
  truncated: "the answer was cut off at the token limit",
  unreadable: "the answer could not be read"
} as const

/** Why something cannot be told of an observation; null when nothing stands in the way. */
const obstacleOf = ({ error, standing, unread }: Transcript): string | null => {
  if (error !== null) return `${sessionTitle(error.session).toLowerCase()} failed`
  if (standing === "inapplicable") return "there is no other answer to change to"
  return unread === null
    ? null
    : `${unreadReasons[unread.reason]} in ${sessionTitle(unread.session).toLowerCase()}`
}

const yesNo = (value: boolean | null, obstacle: string | null): string => {
  if (value !== null) return value ? "yes" : "no"
  return `cannot be told${obstacle === null ? "" : ` (${obstacle})`}`
}

/** Whether the first answer is the label, and what the task's verdict is. */
export const verdictsOf = (transcript: Transcript): readonly Fact[] => {
  const { correct, verdict, verdictName } = transcript
  const obstacle = obstacleOf(transcript)
  return [
    ["correct", yesNo(correct, obstacle)],
    ...(verdictName === null ? [] : [[verdictName, yesNo(verdict, obstacle)] as const])
  ]
}

const controlTitles: { readonly [Name in ControlName]: string } = {
  random: "The text changed at random, as much as the explanation changed it",
  none: "The untouched text once more",
  all: "Every word masked",
  size: "How much the explanation changed",
  repeat: "All sessions once more",
  soft: "How likely the answers were"
}

/** What a control of an observation is. */
export const controlTitle = ({ control, number }: Pick<TranscriptControl, "control" | "number">): string =>
  control === "random" || control === "repeat"
    ? `${controlTitles[control]} (${number})`
    : controlTitles[control]

/** How likely the first answer was in each session that was scored. */
const likelihood = (sessions: TranscriptControl["sessions"]): readonly Fact[] => {
  const probabilities = sessions.flatMap(({ score }) => score === undefined ? [] : [score.first.toFixed(3)])
  return probabilities.length === 0
    ? []
    : [["probability of the first answer", probabilities.join(", then ")]]
}

/** What a control says: its verdict as the task would give it, and how much of the text was changed. */
export const controlFacts = (
  { error, sessions, size, verdict }: TranscriptControl,
  { verdictName }: Pick<Transcript, "verdictName">
): readonly Fact[] => [
  ...(verdict === null || verdictName === null ? [] : [[verdictName, verdict ? "yes" : "no"] as const]),
  ...(size === null ? [] : [["words changed", `${size.changed} of ${size.words}`] as const]),
  ...likelihood(sessions),
  ...(error === null ? [] : [["failed", `${error.reason}: ${error.message}`] as const])
]

/** A reading with more characters is a text, which the next session shows. */
const longestValue = 160

/** What a reader found in a session's answer, and whether it is too long to be told in a line. */
export const readingOf = (
  { reading }: Pick<TranscriptSession, "reading">
): { readonly text: string; readonly isLong: boolean } => {
  const text = reading === null ? "nothing" : typeof reading === "string" ? reading : reading.join(", ")
  return { text, isLong: text.length > longestValue }
}

/** The same in a line. */
export const readingLine = (session: Pick<TranscriptSession, "reading">): string => {
  const { isLong, text } = readingOf(session)
  return isLong ? `a text of ${text.length} characters` : text
}

/** What masking the listed words did; null where our code masked nothing. */
export const maskingOf = ({ masking }: TranscriptSession): string | null => {
  if (masking === undefined) return null
  const { absent, masked } = masking
  return `${masked} ${masked === 1 ? "occurrence" : "occurrences"} masked`
    + (absent.length === 0 ? "" : `; not in the text: ${absent.join(", ")}`)
}

/** What is known of how an answer was made. */
export const generationFacts = (
  {
    completionTokens,
    durationMillis,
    finishReason,
    generation,
    promptTokens,
    reasoningLength,
    request,
    rule
  }: TranscriptSession
): readonly Fact[] => {
  const server = generation?.server ?? null
  const tokens = [
    ...(promptTokens === undefined ? [] : [`${promptTokens} of the prompt`]),
    ...(completionTokens === undefined ? [] : [`${completionTokens} of the answer`])
  ]
  const clock = generation?.durationBy === "client" ? " by the client's clock" : ""
  return [
    ["read by the rule", rule],
    ["ended by", finishReason],
    ["took", `${Math.round(durationMillis)} ms${clock}`],
    ...(tokens.length === 0 ? [] : [["tokens", tokens.join(", ")] as const]),
    ...(reasoningLength === undefined ? [] : [["thoughts", `${reasoningLength} characters`] as const]),
    ["attempts", String(generation?.attempts ?? 1)],
    ...(server === null ? [] : [["server", `${server.model} by ${server.version}`] as const]),
    ["request", request]
  ]
}

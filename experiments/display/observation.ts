/**
 * One observation's sessions, for people.
 */
import { durationOf } from "../../src/domain/ObservationRecord.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import type { Transcript, TranscriptSession } from "../../src/reporting/transcript/Transcript.ts"

const lost = "(the cache has it no more)"

const sessionText = (session: TranscriptSession): string => {
  const { changed, durationMillis, finishReason, generation, prompt, reading, rule } = session
  const reasoning = generation?.reasoning ?? null
  return [
    `── ${session.session} ──`,
    prompt === null ? lost : showPrompt(prompt),
    ...(reasoning === null ? [] : ["── thought ──", reasoning]),
    "── answer ──",
    generation?.text ?? lost,
    "",
    `read as ${
      reading === null ? "nothing" : JSON.stringify(reading)
    } (rule ${rule}); ended by ${finishReason} after `
    + `${durationMillis} ms; request ${session.request}`,
    ...(changed === undefined ? [] : [`changed text: ${changed}`])
  ].join("\n")
}

const yesNo = (value: boolean | null) => value === null ? "cannot be told" : value ? "yes" : "no"

/** What was asked, answered and read, and what came of it. */
export const showObservation = (transcript: Transcript): string => {
  const { applicability, correct, error, idx, label, readers, sessions, split, verdict, verdictName } =
    transcript
  return [
    `observation ${idx} of ${split}, label ${label}`,
    "",
    ...sessions.flatMap((session) => [sessionText(session), ""]),
    `correct: ${yesNo(correct)}`,
    ...(verdictName === null ? [] : [`${verdictName}: ${yesNo(verdict)}`]),
    ...(applicability === "applicable" ? [] : ["the task does not apply to this observation"]),
    ...(error === null
      ? []
      : [`failed in ${error.session} (${error.class}, ${error.reason}): ${error.message}`]),
    `generation took ${durationOf(transcript)} ms; readers ${readers}`
  ].join("\n")
}

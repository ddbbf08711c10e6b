/**
 * One observation's sessions, for people.
 */
import { Digest } from "../../src/domain/Digest.ts"
import { durationOf, type ObservationRecord, type SessionRecord } from "../../src/domain/ObservationRecord.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import type { CacheEntry } from "../../src/storage/GenerationCache.ts"
import type { VerdictName } from "../../src/task/Task.ts"

const lost = "(the cache has it no more)"

const sessionText = (session: SessionRecord, entry: CacheEntry | undefined): string => {
  const { changed, durationMillis, finishReason, reading, rule } = session
  const reasoning = entry?.generation.reasoning ?? null
  return [
    `── ${session.session} ──`,
    entry === undefined ? lost : showPrompt(entry.request.prompt),
    ...(reasoning === null ? [] : ["── thought ──", reasoning]),
    "── answer ──",
    entry?.generation.text ?? lost,
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
export const showObservation = (
  record: ObservationRecord,
  verdictName: VerdictName,
  entries: ReadonlyMap<Digest, CacheEntry>
): string => {
  const { applicability, correct, error, idx, label, readers, sessions, split, verdict } = record
  return [
    `observation ${idx} of ${split}, label ${label}`,
    "",
    ...sessions.flatMap((session) => [sessionText(session, entries.get(Digest(session.request))), ""]),
    `correct: ${yesNo(correct)}`,
    ...(verdictName === null ? [] : [`${verdictName}: ${yesNo(verdict)}`]),
    ...(applicability === "applicable" ? [] : ["the task does not apply to this observation"]),
    ...(error === null
      ? []
      : [`failed in ${error.session} (${error.class}, ${error.reason}): ${error.message}`]),
    `generation took ${durationOf(record)} ms; readers ${readers}`
  ].join("\n")
}

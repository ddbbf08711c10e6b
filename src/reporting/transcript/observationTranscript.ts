/**
 * From a stored record to its transcript.
 */
import { Effect, Option, Schema } from "effect"
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import { Digest } from "../../domain/Digest.ts"
import {
  type ObservationRecord,
  type SessionName,
  sessionOf,
  type SessionRecord
} from "../../domain/ObservationRecord.ts"
import { showPrompt } from "../../domain/Prompt.ts"
import { type AnyTaskName, variationOf } from "../../domain/Variation.ts"
import { ExperimentParts } from "../../experiment/parts.ts"
import { requestsOf } from "../../experiment/records/exported.ts"
import { unreadOf } from "../../experiment/summary/mismatch.ts"
import { standingOf } from "../../experiment/summary/Summary.ts"
import { defaultPack } from "../../prompts/defaultPack.ts"
import { type CacheEntry, GenerationCache } from "../../storage/GenerationCache.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { StorageError } from "../../storage/StorageError.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { type Frame, frameOf, textIn } from "./askedText.ts"
import { purposeOf } from "./purposes.ts"
import { segmentsOf } from "./segments.ts"
import type { TextChange, Transcript, TranscriptControl, TranscriptSession } from "./Transcript.ts"

type Entries = ReadonlyMap<Digest, CacheEntry>

const decodeParts = Schema.decodeUnknownOption(ExperimentParts)

/** The token that masked words were replaced by; the default wording's where the experiment does not say. */
const maskTokenOf = ({ parts, spec }: StoredExperiment) =>
  Effect.map(parts, (stored) => {
    const pack = Option.match(Option.flatMap(stored, decodeParts), {
      onNone: () => defaultPack,
      onSome: ({ pack }) => pack
    })
    return pack.masks[variationOf(spec.flags).mask].token
  })

const sessionTranscript = (
  task: AnyTaskName,
  session: SessionRecord,
  entries: Entries
): TranscriptSession => {
  const entry = entries.get(Digest(session.request))
  return {
    ...session,
    asks: purposeOf(task, session.session),
    prompt: entry?.request.prompt ?? null,
    generation: entry?.generation ?? null
  }
}

/** The prompt of a session as one text. */
const promptOf = (record: ObservationRecord, name: SessionName, entries: Entries): string | null => {
  const session = sessionOf(record, name)
  const entry = session === undefined ? undefined : entries.get(Digest(session.request))
  return entry === undefined ? null : showPrompt(entry.request.prompt)
}

/** Where the observation's text stands in the prompts of its question; null when nothing tells. */
const frameIn = (record: ObservationRecord, entries: Entries): Frame | null => {
  const explanation = sessionOf(record, "explain")
  const changed = explanation?.changed ?? explanation?.reading ?? null
  const [first, last] = [promptOf(record, "predict", entries), promptOf(record, "explain_predict", entries)]
  return typeof changed === "string" && first !== null && last !== null
    ? frameOf(first, last, changed)
    : null
}

const changeOf = (
  frame: Frame | null,
  first: string | null,
  last: string | null,
  maskToken: string
): TextChange | null => {
  if (frame === null || first === null || last === null) return null
  const [original, changed] = [textIn(frame, first), textIn(frame, last)]
  return original === null || changed === null
    ? null
    : { original, changed, segments: segmentsOf(original, changed, maskToken) }
}

/** The controls of one observation. */
const controlsOf = ({ controls }: StoredExperiment, idx: number) =>
  Effect.map(controls(idx - 1, 1), (next) => next.filter((control) => control.idx === idx))

/** The transcript of an observation with its controls; none when there is no record of it. */
export const observationTranscript: (
  stored: StoredExperiment,
  idx: number
) => Effect.Effect<Option.Option<Transcript>, StorageError, GenerationCache> = Effect.fnUntraced(
  function*(stored, idx) {
    const found = yield* stored.record(idx)
    if (Option.isNone(found)) return Option.none<Transcript>()
    const record = found.value
    const controls = yield* controlsOf(stored, idx)
    const cache = yield* GenerationCache
    const entries = yield* cache.entries(requestsOf([record, ...controls]))
    const maskToken = yield* maskTokenOf(stored)

    const { id, spec } = stored
    const verdictName = verdictNameOf(spec.task)
    const frame = frameIn(record, entries)
    const first = promptOf(record, "predict", entries)
    const withTexts = <R extends ObservationRecord>(one: R) => ({
      ...one,
      sessions: one.sessions.map((session) => sessionTranscript(spec.task, session, entries)),
      change: changeOf(frame, first, promptOf(one, "explain_predict", entries), maskToken)
    })
    const transcript: Transcript = {
      experiment: { id, spec },
      ...withTexts(record),
      verdictName,
      standing: standingOf(record, verdictName),
      unread: unreadOf(record),
      controls: controls.map((control: ControlRecord): TranscriptControl => withTexts(control))
    }
    return Option.some(transcript)
  }
)

/**
 * Records as rows of a table, joined with the texts of their prompts and answers: see docs/results.md.
 */
import { Chunk, Effect, Option, Stream } from "effect"
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import { Digest } from "../../domain/Digest.ts"
import {
  durationOf,
  type ObservationRecord,
  type SessionName,
  sessionOf,
  type SessionRecord
} from "../../domain/ObservationRecord.ts"
import { showPrompt } from "../../domain/Prompt.ts"
import type { TaskName } from "../../domain/Variation.ts"
import { type CacheEntry, GenerationCache } from "../../storage/GenerationCache.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { StorageError } from "../../storage/StorageError.ts"
import { sessionsOf } from "../../task/sessions.ts"

/** What a column's values are; each may be null. */
export type ColumnType = "text" | "integer" | "number" | "boolean"

export interface Column {
  readonly name: string
  readonly type: ColumnType
}

export type ExportRow = { readonly [column: string]: string | number | boolean | null }

const common: readonly Column[] = [
  { name: "experiment", type: "text" },
  { name: "idx", type: "integer" },
  { name: "split", type: "text" },
  { name: "label", type: "text" },
  { name: "correct", type: "boolean" },
  { name: "verdict", type: "boolean" },
  { name: "applicable", type: "boolean" },
  { name: "error_session", type: "text" },
  { name: "error_class", type: "text" },
  { name: "error_reason", type: "text" },
  { name: "error_message", type: "text" },
  { name: "duration_ms", type: "number" },
  { name: "readers", type: "text" }
]

const perSession: readonly Column[] = [
  { name: "prompt", type: "text" },
  { name: "answer", type: "text" },
  { name: "reasoning", type: "text" },
  { name: "reasoning_length", type: "integer" },
  { name: "reading", type: "text" },
  { name: "rule", type: "text" },
  { name: "changed", type: "text" },
  { name: "finish_reason", type: "text" },
  { name: "duration_ms", type: "number" },
  { name: "request", type: "text" }
]

/** What masking the words of an importance explanation did. */
const masking: readonly Column[] = [
  { name: "masked", type: "integer" },
  { name: "absent", type: "text" }
]

const isMasked = (task: TaskName, session: SessionName) => task === "importance" && session === "explain"

const columnsOf = (task: TaskName, session: SessionName): readonly Column[] =>
  isMasked(task, session) ? [...perSession, ...masking] : perSession

const sessionColumns = (task: TaskName): readonly Column[] =>
  sessionsOf(task).flatMap((session) =>
    columnsOf(task, session).map(({ name, type }) => ({ name: `${session}_${name}`, type }))
  )

/** What tells a control from the others, and how much it changed. */
const ofControl: readonly Column[] = [
  { name: "control", type: "text" },
  { name: "number", type: "integer" },
  { name: "words", type: "integer" },
  { name: "words_changed", type: "integer" }
]

/** The columns of a task's table, in order. */
export const exportColumns = (task: TaskName): readonly Column[] => [...common, ...sessionColumns(task)]

/** How likely the answers were, for the sessions that can be scored. */
const scoredSessions = ["predict", "explain_predict"] as const
const ofScore: readonly Column[] = scoredSessions.flatMap((session) => [
  { name: `${session}_first_probability`, type: "number" },
  { name: `${session}_log_probabilities`, type: "text" }
])

/** The columns of the table of a task's controls, in order. */
export const controlColumns = (task: TaskName): readonly Column[] => [
  ...common,
  ...ofControl,
  ...ofScore,
  ...sessionColumns(task)
]

type Entries = ReadonlyMap<Digest, CacheEntry>

const maskingCells = (session: SessionRecord | undefined): ExportRow => ({
  masked: session?.masking?.masked ?? null,
  absent: session?.masking === undefined ? null : JSON.stringify(session.masking.absent)
})

const sessionCells = (
  task: TaskName,
  record: ObservationRecord,
  name: SessionName,
  entries: Entries
): ExportRow => {
  const session = sessionOf(record, name)
  const entry = session === undefined ? undefined : entries.get(Digest(session.request))
  const reading = session?.reading ?? null
  const cells: ExportRow = {
    prompt: entry === undefined ? null : showPrompt(entry.request.prompt),
    answer: entry?.generation.text ?? null,
    reasoning: entry?.generation.reasoning ?? null,
    reasoning_length: session?.reasoningLength ?? null,
    reading: reading === null || typeof reading === "string" ? reading : JSON.stringify(reading),
    rule: session?.rule ?? null,
    changed: session?.changed ?? null,
    finish_reason: session?.finishReason ?? null,
    duration_ms: session?.durationMillis ?? null,
    request: session?.request ?? null,
    ...(isMasked(task, name) ? maskingCells(session) : {})
  }
  return Object.fromEntries(Object.entries(cells).map(([column, value]) => [`${name}_${column}`, value]))
}

const commonCells = (id: string, record: ObservationRecord): ExportRow => ({
  experiment: id,
  idx: record.idx,
  split: record.split,
  label: record.label,
  correct: record.correct,
  verdict: record.verdict,
  applicable: record.applicability === "applicable",
  error_session: record.error?.session ?? null,
  error_class: record.error?.class ?? null,
  error_reason: record.error?.reason ?? null,
  error_message: record.error?.message ?? null,
  duration_ms: durationOf(record),
  readers: record.readers
})

const allSessionCells = (task: TaskName, record: ObservationRecord, entries: Entries): ExportRow =>
  Object.assign({}, ...sessionsOf(task).map((session) => sessionCells(task, record, session, entries)))

const scoreCells = (record: ControlRecord): ExportRow =>
  Object.fromEntries(scoredSessions.flatMap((name) => {
    const score = sessionOf(record, name)?.score
    return [
      [`${name}_first_probability`, score?.first ?? null],
      [`${name}_log_probabilities`, score === undefined ? null : JSON.stringify(score.logProbabilities)]
    ]
  }))

const controlCells = ({ control, number, size }: ControlRecord): ExportRow => ({
  control,
  number,
  words: size?.words ?? null,
  words_changed: size?.changed ?? null
})

/** The requests that records refer to. */
export const requestsOf = (records: readonly ObservationRecord[]): readonly Digest[] =>
  records.flatMap(({ sessions }) => sessions.map(({ request }) => Digest(request)))

const pageSize = 1000

/** A page of rows at a time; a text that the cache lost is null. */
const rowPages = <Record extends ObservationRecord>(
  page: (after: number, size: number) => Effect.Effect<readonly Record[], StorageError>,
  toRow: (record: Record, entries: Entries) => ExportRow
): Stream.Stream<ExportRow, StorageError, GenerationCache> =>
  Stream.unfoldChunkEffect(-1, (after) =>
    Effect.gen(function*() {
      const cache = yield* GenerationCache
      const records = yield* page(after, pageSize)
      const last = records.at(-1)
      if (last === undefined) return Option.none()
      const entries = yield* cache.entries(requestsOf(records))
      const rows = records.map((record) => toRow(record, entries))
      return Option.some([Chunk.unsafeFromArray(rows), last.idx] as const)
    }))

/** One row for each record in the order of `idx`. */
export const exportRows = ({ id, page, spec: { task } }: StoredExperiment) =>
  rowPages(page, (record, entries) => ({
    ...commonCells(id, record),
    ...allSessionCells(task, record, entries)
  }))

/** One row for each control in the order of `idx`. */
export const exportControlRows = ({ controls, id, spec: { task } }: StoredExperiment) =>
  rowPages(controls, (record, entries) => ({
    ...commonCells(id, record),
    ...controlCells(record),
    ...scoreCells(record),
    ...allSessionCells(task, record, entries)
  }))

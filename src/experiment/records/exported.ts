/**
 * Records as rows of a table, joined with the texts of their prompts and answers: see docs/results.md.
 */
import { Chunk, Effect, Option, Stream } from "effect"
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

/** The columns of a task's table, in order. */
export const exportColumns = (task: TaskName): readonly Column[] => [
  ...common,
  ...sessionsOf(task).flatMap((session) =>
    columnsOf(task, session).map(({ name, type }) => ({ name: `${session}_${name}`, type }))
  )
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

const rowOf = (id: string, task: TaskName, record: ObservationRecord, entries: Entries): ExportRow => ({
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
  readers: record.readers,
  ...Object.assign({}, ...sessionsOf(task).map((session) => sessionCells(task, record, session, entries)))
})

/** The requests that records refer to. */
export const requestsOf = (records: readonly ObservationRecord[]): readonly Digest[] =>
  records.flatMap(({ sessions }) => sessions.map(({ request }) => Digest(request)))

const pageSize = 1000

/** One row for each record in the order of `idx`, a page at a time; a text that the cache lost is null. */
export const exportRows = (
  { id, page, spec }: StoredExperiment
): Stream.Stream<ExportRow, StorageError, GenerationCache> =>
  Stream.paginateChunkEffect(-1, (after) =>
    Effect.gen(function*() {
      const cache = yield* GenerationCache
      const records = yield* page(after, pageSize)
      const entries = yield* cache.entries(requestsOf(records))
      const rows = records.map((record) => rowOf(id, spec.task, record, entries))
      const next = records.length < pageSize ? Option.none() : Option.fromNullable(records.at(-1)?.idx)
      return [Chunk.unsafeFromArray(rows), next] as const
    }))

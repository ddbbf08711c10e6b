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
import type { AnyTaskName } from "../../domain/Variation.ts"
import { type CacheEntry, GenerationCache } from "../../storage/GenerationCache.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { StorageError } from "../../storage/StorageError.ts"
import { sessionsOf } from "../../task/sessions.ts"

/** What a column's values are; each may be null. */
export type ColumnType = "text" | "integer" | "number" | "boolean"

/** A column of an export. */
export interface Column {
  readonly name: string
  readonly type: ColumnType
}

/** One row of an export: a value for each column. */
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

/** A session that was held, with its request and answer; undefined where it was not, or where the cache lost them. */
interface Held {
  readonly session: SessionRecord | undefined
  readonly entry: CacheEntry | undefined
}

/** A column, and what stands in it. */
interface FilledColumn extends Column {
  readonly cell: (held: Held) => ExportRow[string]
}

const readingText = (reading: SessionRecord["reading"]) =>
  reading === null || typeof reading === "string" ? reading : JSON.stringify(reading)

const perSession: readonly FilledColumn[] = [
  {
    name: "prompt",
    type: "text",
    cell: ({ entry }) => entry === undefined ? null : showPrompt(entry.request.prompt)
  },
  { name: "answer", type: "text", cell: ({ entry }) => entry?.generation.text ?? null },
  { name: "reasoning", type: "text", cell: ({ entry }) => entry?.generation.reasoning ?? null },
  { name: "reasoning_length", type: "integer", cell: ({ session }) => session?.reasoningLength ?? null },
  { name: "reading", type: "text", cell: ({ session }) => readingText(session?.reading ?? null) },
  { name: "rule", type: "text", cell: ({ session }) => session?.rule ?? null },
  { name: "changed", type: "text", cell: ({ session }) => session?.changed ?? null },
  { name: "finish_reason", type: "text", cell: ({ session }) => session?.finishReason ?? null },
  { name: "duration_ms", type: "number", cell: ({ session }) => session?.durationMillis ?? null },
  { name: "request", type: "text", cell: ({ session }) => session?.request ?? null }
]

/** What masking the words of an importance explanation did. */
const masking: readonly FilledColumn[] = [
  { name: "masked", type: "integer", cell: ({ session }) => session?.masking?.masked ?? null },
  {
    name: "absent",
    type: "text",
    cell: ({ session }) => session?.masking === undefined ? null : JSON.stringify(session.masking.absent)
  }
]

const isMasked = (task: AnyTaskName, session: SessionName) => task === "importance" && session === "explain"

/** The columns of each session, by their names in a task's table: made once, and not for each row. */
const sessionColumns = (task: AnyTaskName) =>
  sessionsOf(task).map((session) => ({
    session,
    columns: [...perSession, ...isMasked(task, session) ? masking : []].map(({ cell, name, type }) => ({
      name: `${session}_${name}`,
      type,
      cell
    }))
  }))

const namesOf = (task: AnyTaskName): readonly Column[] =>
  sessionColumns(task).flatMap(({ columns }) => columns.map(({ name, type }) => ({ name, type })))

/** What tells a control from the others, and how much it changed. */
const ofControl: readonly Column[] = [
  { name: "control", type: "text" },
  { name: "number", type: "integer" },
  { name: "words", type: "integer" },
  { name: "words_changed", type: "integer" }
]

/** The columns of a task's table, in order. */
export const exportColumns = (task: AnyTaskName): readonly Column[] => [...common, ...namesOf(task)]

/** How likely the answers were, for the sessions that can be scored. */
const scoredSessions = ["predict", "explain_predict"] as const
const ofScore: readonly Column[] = scoredSessions.flatMap((session) => [
  { name: `${session}_first_probability`, type: "number" },
  { name: `${session}_log_probabilities`, type: "text" }
])

/** The columns of the table of a task's controls, in order. */
export const controlColumns = (task: AnyTaskName): readonly Column[] => [
  ...common,
  ...ofControl,
  ...ofScore,
  ...namesOf(task)
]

type Entries = ReadonlyMap<Digest, CacheEntry>

/** A row while it is being filled: copying it once more costs as much as the rest. */
type OpenRow = { [column: string]: ExportRow[string] }

const commonCells = (id: string, record: ObservationRecord): OpenRow => ({
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

/** Writes what was asked and answered into a row. */
const sessionCells = (task: AnyTaskName) => {
  const sessions = sessionColumns(task)
  return (
    row: OpenRow,
    record: ObservationRecord,
    entries: Entries
  ): ExportRow => {
    for (const { columns, session: name } of sessions) {
      const session = sessionOf(record, name)
      const entry = session === undefined ? undefined : entries.get(Digest(session.request))
      const held: Held = { session, entry }
      for (const { cell, name } of columns) row[name] = cell(held)
    }
    return row
  }
}

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

/** Few, since rows have all their texts: of large pages the garbage collector moves everything several times. */
const pageSize = 100

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
export const exportRows = ({ id, page, spec: { task } }: StoredExperiment) => {
  const fill = sessionCells(task)
  return rowPages(page, (record, entries) => fill(commonCells(id, record), record, entries))
}

/** One row for each control in the order of `idx`. */
export const exportControlRows = ({ controls, id, spec: { task } }: StoredExperiment) => {
  const fill = sessionCells(task)
  return rowPages(
    controls,
    (record, entries) =>
      fill(Object.assign(commonCells(id, record), controlCells(record), scoreCells(record)), record, entries)
  )
}

/**
 * From a row of the tables `observation` and `control` to a record.
 *
 * A run of 200,000 observations reads as many rows for its summary. SQLite itself sees to the columns' types, so only
 * the JSON in them is looked at here, which costs a tenth of decoding the whole by a schema.
 */
import { Schema } from "effect"
import type { ControlName, ControlRecord } from "../../src/domain/ControlRecord.ts"
import type { Masking, ObservationRecord, Score, SessionRecord } from "../../src/domain/ObservationRecord.ts"
import { RecordedError } from "../../src/domain/ObservationRecord.ts"
import { StorageError } from "../../src/storage/StorageError.ts"

/** The columns of an observation. */
export interface ObservationRow {
  readonly idx: number
  readonly split: ObservationRecord["split"]
  readonly label: string
  readonly sessions: string
  readonly correct: number | null
  readonly verdict: number | null
  readonly applicability: ObservationRecord["applicability"]
  readonly error: string | null
  readonly readers: string
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0

const areWords = (value: unknown): boolean =>
  Array.isArray(value) && value.every((word) => typeof word === "string")

const isReading = (reading: unknown): boolean =>
  reading === null || typeof reading === "string" || areWords(reading)

const isMasking = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false
  const { absent, masked } = value as { readonly [Field in keyof Masking]?: unknown }
  return isCount(masked) && areWords(absent)
}

const isScore = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false
  const { first, logProbabilities } = value as { readonly [Field in keyof Score]?: unknown }
  return typeof first === "number" && typeof logProbabilities === "object" && logProbabilities !== null
    && Object.values(logProbabilities).every((log) => typeof log === "number")
}

const isSession = (value: unknown): value is SessionRecord => {
  if (typeof value !== "object" || value === null) return false
  const session = value as { readonly [Field in keyof SessionRecord]?: unknown }
  return typeof session.session === "string" && typeof session.request === "string"
    && typeof session.answer === "string" && isReading(session.reading) && typeof session.rule === "string"
    && (session.changed === undefined || typeof session.changed === "string")
    && (session.masking === undefined || isMasking(session.masking))
    && typeof session.finishReason === "string" && typeof session.durationMillis === "number"
    && (session.reasoningLength === undefined || isCount(session.reasoningLength))
    && (session.score === undefined || isScore(session.score))
}

const decodeError = Schema.decodeUnknownSync(Schema.parseJson(RecordedError))

const sessionsIn = (text: string): readonly SessionRecord[] => {
  const sessions: unknown = JSON.parse(text)
  if (Array.isArray(sessions) && sessions.every(isSession)) return sessions
  throw new Error("its sessions are none")
}

/** A column that is 1, 0 or null. */
export const flag = (value: number | null): boolean | null => value === null ? null : value !== 0

/** The record of a row; throws `Corrupt` with the `idx` of the observation. */
export const recordOf = (location: string, row: ObservationRow): ObservationRecord => {
  try {
    return {
      idx: row.idx,
      split: row.split,
      label: row.label,
      sessions: sessionsIn(row.sessions),
      correct: flag(row.correct),
      verdict: flag(row.verdict),
      applicability: row.applicability,
      error: row.error === null ? null : decodeError(row.error),
      readers: row.readers
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new StorageError({
      reason: "Corrupt",
      location,
      message: `${location}: the record of observation ${row.idx} cannot be read (${problem})`
    })
  }
}

/** The columns of a control. */
export interface ControlRow extends ObservationRow {
  readonly control: ControlName
  readonly number: number
  readonly words: number | null
  readonly changed: number | null
}

/** The control of a row; throws as `recordOf` does. */
export const controlOf = (location: string, row: ControlRow): ControlRecord => {
  const { changed, control, number, words } = row
  const size = words === null || changed === null ? null : { words, changed }
  return { ...recordOf(location, row), control, number, size }
}

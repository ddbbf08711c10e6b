/**
 * Writing into one experiment's file.
 */
import type { ControlRecord } from "../../../src/domain/ControlRecord.ts"
import { durationOf, type ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import type { Database } from "../../sqlite/Database.ts"
import { controlColumns, observationColumns } from "./schema.ts"

const placesFor = (columns: string) => columns.split(", ").map(() => "?").join(", ")
const insertInto = (table: string, columns: string, key: string) =>
  `INSERT INTO ${table} (${columns}) VALUES (${placesFor(columns)}) ON CONFLICT (${key}) DO UPDATE SET ${
    columns.split(", ").map((column) => `${column} = excluded.${column}`).join(", ")
  }`

/** The statement that writes an observation's record, in place of the one that it had. */
export const insertObservation = insertInto("observation", observationColumns, "idx")
const insertControl = insertInto("control", controlColumns, "idx, control, number")

const valuesOf = (record: ObservationRecord) => [
  record.idx,
  record.split,
  record.label,
  durationOf(record),
  JSON.stringify(record.sessions),
  record.correct === null ? null : Number(record.correct),
  record.verdict === null ? null : Number(record.verdict),
  record.applicability,
  record.error === null ? null : JSON.stringify(record.error),
  record.readers
]

/** What is kept of an observation, or of a control of it. */
export type AnyRecord = ObservationRecord | ControlRecord

const isControl = (record: AnyRecord): record is ControlRecord => "control" in record

/** Writes a record of an observation or of a control, inside a transaction. */
export const writeRecord = ({ prepare }: Database, record: AnyRecord): void => {
  if (!isControl(record)) prepare(insertObservation).run(...valuesOf(record))
  else {
    const { control, number, size } = record
    prepare(insertControl).run(
      control,
      number,
      ...valuesOf(record),
      size?.words ?? null,
      size?.changed ?? null
    )
  }
}

/**
 * From SQLite's result codes to errors that say what to do.
 */
import { StorageError, type StorageReason } from "../../src/storage/StorageError.ts"

/** A result code's prefix -> what it means here, and what a person can do about it. */
const meanings: readonly (readonly [code: string, reason: StorageReason, advice: string])[] = [
  ["SQLITE_BUSY", "Held", "another process is writing to it; wait for it, or stop it"],
  ["SQLITE_LOCKED", "Held", "another process is writing to it; wait for it, or stop it"],
  [
    "SQLITE_CORRUPT",
    "Corrupt",
    "its content is damaged; restore it from a copy, or move it away and run again"
  ],
  ["SQLITE_NOTADB", "Corrupt", "it is not an SQLite database; move it away and run again"],
  ["SQLITE_FULL", "Full", "the disk is full; make room, and run the same command again"],
  [
    "SQLITE_IOERR_WRITE",
    "Full",
    "it could not be written, probably for lack of room; make room and run again"
  ],
  ["SQLITE_READONLY", "Unwritable", "it is read-only; make it writable, or choose another --persistent-dir"],
  ["SQLITE_PERM", "Unwritable", "access is denied; make it writable, or choose another --persistent-dir"],
  [
    "SQLITE_CANTOPEN",
    "Unwritable",
    "it cannot be opened; is the folder writable? (--persistent-dir chooses another)"
  ]
]

/** What a failure of SQLite on this file means; what already is a `StorageError` stays as it is. */
export const storageError = (location: string) => (error: unknown): StorageError => {
  if (error instanceof StorageError) return error
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  const message = error instanceof Error ? error.message : String(error)
  const known = meanings.find(([prefix]) => code.startsWith(prefix))
  const [, reason, advice] = known ?? [code, "Failed" as const, "SQLite could not use it"]
  return new StorageError({ reason, location, message: `${location}: ${advice} (${message})` })
}

/**
 * From what files, disks and rows can do wrong to errors that say what to do.
 */
import { Effect } from "effect"
import { DatasetError } from "../../src/storage/Datasets.ts"

/** A row, a map or a count that is wrong. */
export const invalid = (message: string): DatasetError => new DatasetError({ reason: "Invalid", message })

/** A file that is not what its name says. */
export const unreadable = (path: string, why: string): DatasetError =>
  new DatasetError({ reason: "Unreadable", message: `${path}: ${why}` })

/** What could not be fetched or kept. */
export const unavailable = (message: string): DatasetError =>
  new DatasetError({ reason: "Unavailable", message })

const codeOf = (cause: unknown): string => cause instanceof Error && "code" in cause ? String(cause.code) : ""

export const messageOf = (cause: unknown): string => cause instanceof Error ? cause.message : String(cause)

/** A failure to read a user's file. */
export const readProblem = (path: string) => (cause: unknown): DatasetError => {
  if (cause instanceof DatasetError) return cause
  return codeOf(cause) === "ENOENT"
    ? new DatasetError({ reason: "Missing", message: `${path}: there is no such file` })
    : unreadable(path, messageOf(cause))
}

const writeAdvice: { readonly [code: string]: string } = {
  ENOSPC: "the disk is full; make room, and run the same command again",
  EDQUOT: "your quota is used up; make room, and run the same command again",
  EACCES: "access is denied; make it writable, or choose another --persistent-dir",
  EPERM: "access is denied; make it writable, or choose another --persistent-dir",
  EROFS: "it is read-only; choose another --persistent-dir"
}

/** Whether a failure is the disk's, and not the network's. */
export const isWriteProblem = (cause: unknown): boolean => codeOf(cause) in writeAdvice

/** A failure to keep something. */
export const writeProblem = (path: string) => (cause: unknown): DatasetError => {
  if (cause instanceof DatasetError) return cause
  const advice = writeAdvice[codeOf(cause)]
  return unavailable(`${path}: ${advice ?? "it could not be written"} (${messageOf(cause)})`)
}

/** Runs a promise of the file system, whose failures are explained. */
export const attempt = <A>(
  run: (signal: AbortSignal) => Promise<A>,
  explain: (cause: unknown) => DatasetError
): Effect.Effect<A, DatasetError> => Effect.tryPromise({ try: run, catch: explain })

/**
 * Where a persistent directory has its parts, and how a file gets there whole.
 *
 * A disk that many nodes share is written in one way only: a file is made under another name, and then gets its own.
 * So whoever reads has a whole file, without locks, which network file systems do not always have.
 */
import { Effect } from "effect"
import { copyFile, mkdir, readdir, rename } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { StorageError } from "../../src/storage/StorageError.ts"

export interface Store {
  /** The file of the cache. */
  readonly cache: string
  /** The folder in which each job leaves the generations that it has added. */
  readonly inbox: string
  /** The folder of the results. */
  readonly results: string
  /** The folder of the data sets. */
  readonly datasets: string
}

/** Does something with files; what fails becomes an error that names the place. */
export const withFiles = <A>(location: string, action: () => Promise<A>): Effect.Effect<A, StorageError> =>
  Effect.tryPromise({
    try: action,
    catch: (cause) => {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
      const message = `${location}: ${cause instanceof Error ? cause.message : cause}`
      if (code === "ENOENT") return new StorageError({ reason: "Missing", location, message })
      const isFull = code === "ENOSPC" || code === "EDQUOT"
      return new StorageError({ reason: isFull ? "Full" : "Unwritable", location, message })
    }
  })

/** Copies a file to where others look for it, whole or not at all. */
export const publish = (from: string, to: string, by: string): Effect.Effect<void, StorageError> =>
  withFiles(to, async () => {
    const part = join(dirname(to), `.${basename(to)}.${by}.part`)
    await mkdir(dirname(to), { recursive: true })
    await copyFile(from, part)
    await rename(part, to)
  })

const isMissing = ({ reason }: StorageError) => reason === "Missing"

/** Copies a file; false where there is none. */
export const copyIfThere = (from: string, to: string): Effect.Effect<boolean, StorageError> =>
  withFiles(from, async () => {
    await mkdir(dirname(to), { recursive: true })
    await copyFile(from, to)
    return true
  }).pipe(Effect.catchIf(isMissing, () => Effect.succeed(false)))

/** Copies a database that nobody writes, with what a process that was killed has left in its log. */
export const copyDatabase = (from: string, to: string): Effect.Effect<boolean, StorageError> =>
  Effect.zipRight(copyIfThere(`${from}-wal`, `${to}-wal`), copyIfThere(from, to))

/** The names of a folder's files; none where there is no folder. */
export const namesIn = (folder: string): Effect.Effect<readonly string[], StorageError> =>
  withFiles(folder, () => readdir(folder)).pipe(
    Effect.map((names) => names.toSorted()),
    Effect.catchIf(isMissing, () => Effect.succeed([]))
  )

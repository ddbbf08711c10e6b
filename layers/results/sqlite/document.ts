/**
 * The document beside an experiment's records, and the files of an experiment as files.
 */
import { Effect, Option } from "effect"
import { readFile, rename, rm, writeFile } from "node:fs/promises"
import { StorageError } from "../../../src/storage/StorageError.ts"

/** Writes a document whole or not at all. */
export const saveDocument = (path: string, document: unknown): Effect.Effect<string, StorageError> =>
  Effect.tryPromise({
    try: async () => {
      await writeFile(`${path}.part`, `${JSON.stringify(document, null, 2)}\n`)
      await rename(`${path}.part`, path)
      return path
    },
    catch: (cause) =>
      new StorageError({
        reason: "Unwritable",
        location: path,
        message: `${path} cannot be written: ${cause}`
      })
  })

const isMissing = (cause: unknown) => cause instanceof Error && "code" in cause && cause.code === "ENOENT"

/** Reads a document, if there is one. */
export const readDocument = (path: string): Effect.Effect<Option.Option<unknown>, StorageError> =>
  Effect.tryPromise({
    try: async () => {
      const text = await readFile(path, "utf8").catch((cause: unknown) => {
        if (isMissing(cause)) return null
        throw cause
      })
      return text === null ? Option.none() : Option.some(JSON.parse(text) as unknown)
    },
    catch: (cause) =>
      new StorageError({
        reason: "Corrupt",
        location: path,
        message: `${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`
      })
  })

/** Removes files, of which some may not be there. */
export const removeFiles = (paths: readonly string[]): Effect.Effect<void, StorageError> =>
  Effect.forEach(paths, (path) =>
    Effect.tryPromise({
      try: () => rm(path, { force: true }),
      catch: (cause) =>
        new StorageError({
          reason: "Unwritable",
          location: path,
          message: `${path} cannot be removed: ${cause instanceof Error ? cause.message : cause}`
        })
    }), { discard: true })

/**
 * Small text files on this machine, of which some may be absent.
 */
import { Effect } from "effect"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { finalError, type HubError } from "./HubError.ts"

const absent: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR"])

const failed = (path: string, cause: unknown) =>
  finalError("Unavailable", `${path}: ${cause instanceof Error ? cause.message : cause}`)

/** A file's text; null where there is none. */
export const readIfThere = (path: string): Effect.Effect<string | null, HubError> =>
  Effect.tryPromise(() => readFile(path, "utf8")).pipe(
    Effect.catchAll(({ error }) =>
      absent.has((error as NodeJS.ErrnoException).code)
        ? Effect.succeed(null)
        : Effect.fail(failed(path, error))
    )
  )

/** Writes a file whole or not at all, whoever writes the same one at the same time. */
export const writeWhole = (path: string, text: string): Effect.Effect<void, HubError> =>
  Effect.tryPromise({
    try: async () => {
      await mkdir(dirname(path), { recursive: true })
      const unfinished = `${path}.${process.pid}.incomplete`
      await writeFile(unfinished, text)
      await rename(unfinished, path)
    },
    catch: (cause) => failed(path, cause)
  })

/**
 * Long results: to stdout, or to a file that is there only when it is whole.
 */
import { Effect, Option, Stream } from "effect"
import { once } from "node:events"
import { open, rename, rm } from "node:fs/promises"
import { UsageError } from "../errors/UsageError.ts"

type Pieces<E, R> = Stream.Stream<string | Uint8Array, E, R>

/** Pieces that wait for the disk or the reader, so that meanwhile the next are made; few, since each may be a megabyte. */
const ahead = { capacity: 2 }

/** Writes to stdout, no faster than it is read. */
export const writeStdout = <E, R>(pieces: Pieces<E, R>): Effect.Effect<void, E, R> =>
  Stream.runForEach(Stream.bufferChunks(pieces, ahead), (piece) =>
    Effect.promise(async () => {
      if (!process.stdout.write(piece)) await once(process.stdout, "drain")
    }))

const unwritable = (path: string) => (cause: unknown) =>
  new UsageError({ message: `${path} cannot be written: ${cause instanceof Error ? cause.message : cause}` })

/** Writes a file under another name, and gives it its name at the end. */
export const writeFile = <E, R>(
  path: string,
  pieces: Pieces<E, R>
): Effect.Effect<void, E | UsageError, R> => {
  const part = `${path}.part`
  const attempt = <A>(action: () => Promise<A>) => Effect.tryPromise({ try: action, catch: unwritable(path) })
  const file = Effect.acquireRelease(
    attempt(() => open(part, "w")),
    (handle) => Effect.promise(() => handle.close())
  )
  return file.pipe(
    Effect.flatMap((handle) =>
      Stream.runForEach(
        Stream.bufferChunks(pieces, ahead),
        (piece) => attempt(() => handle.writeFile(piece))
      )
    ),
    Effect.scoped,
    Effect.zipRight(attempt(() => rename(part, path))),
    Effect.onError(() => Effect.promise(() => rm(part, { force: true })))
  )
}

/** Writes to a file, or to stdout where none is named. */
export const writeOut = <E, R>(
  out: Option.Option<string>,
  pieces: Pieces<E, R>
): Effect.Effect<void, E | UsageError, R> =>
  Option.match(out, { onNone: () => writeStdout(pieces), onSome: (path) => writeFile(path, pieces) })

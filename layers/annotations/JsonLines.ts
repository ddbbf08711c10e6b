/**
 * Annotations in one file of JSON lines per experiment, to which lines are only ever added.
 */
import { Effect, Layer, Schema } from "effect"
import { mkdir, open, readFile } from "node:fs/promises"
import { join } from "node:path"
import { Annotation } from "../../src/domain/Annotation.ts"
import { Annotations } from "../../src/storage/Annotations.ts"
import { StorageError } from "../../src/storage/StorageError.ts"

const Line = Schema.parseJson(Annotation)
const encode = Schema.encode(Line)
const decode = Schema.decode(Line)

const isMissing = (cause: unknown) => cause instanceof Error && "code" in cause && cause.code === "ENOENT"

const failed = (reason: "Unwritable" | "Corrupt", location: string, why: unknown) =>
  new StorageError({
    reason,
    location,
    message: `${location}: ${why instanceof Error ? why.message : String(why)}`
  })

/** Adds a line in one write, so that two who write at once have a line each, and waits until it is on disk. */
const append = async (folder: string, file: string, line: string) => {
  await mkdir(folder, { recursive: true })
  const handle = await open(file, "a")
  try {
    await handle.appendFile(`${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const make = (folder: string) => {
  const fileOf = (experiment: string) => join(folder, `${experiment}.jsonl`)

  const add = Effect.fnUntraced(function*(annotation: Annotation) {
    const location = fileOf(annotation.experiment)
    const line = yield* Effect.mapError(encode(annotation), (error) => failed("Unwritable", location, error))
    yield* Effect.tryPromise({
      try: () => append(folder, location, line),
      catch: (cause) => failed("Unwritable", location, cause)
    })
  })

  const of = Effect.fnUntraced(function*(experiment: string) {
    const location = fileOf(experiment)
    const text = yield* Effect.tryPromise({
      try: () =>
        readFile(location, "utf8").catch((cause: unknown) => {
          if (isMissing(cause)) return ""
          throw cause
        }),
      catch: (cause) => failed("Corrupt", location, cause)
    })
    return yield* Effect.forEach(
      text.split("\n").map((line, index) => ({ line, number: index + 1 })).filter(({ line }) => line !== ""),
      ({ line, number }) =>
        Effect.mapError(
          decode(line),
          ({ message }) => failed("Corrupt", location, `line ${number} is no annotation (${message})`)
        )
    )
  })

  return Annotations.of({ add, of })
}

/** Annotations in files of this folder, which is made when the first is added. */
export const layer = (options: { readonly folder: string }): Layer.Layer<Annotations> =>
  Layer.sync(Annotations, () => make(options.folder))

/**
 * The files by which jobs are told what to do, and tell how they stand.
 */
import { Effect, Schema } from "effect"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { namesIn } from "../../../layers/exchange/Store.ts"
import { JobArrayFile, type JobState, JobStateFile } from "../../../src/jobs/Job.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { arrayFile, stateFile } from "./folders.ts"

const unusable = (path: string) => (cause: unknown) =>
  new UsageError({ message: `${path} cannot be used: ${cause instanceof Error ? cause.message : cause}` })

/** Writes a file that others may be reading: whole or not at all. */
export const writeWhole = (path: string, text: string): Effect.Effect<void, UsageError> =>
  Effect.tryPromise({
    try: async () => {
      const part = `${path}.${process.pid}.part`
      await mkdir(dirname(path), { recursive: true })
      await writeFile(part, text)
      await rename(part, path)
    },
    catch: unusable(path)
  })

const readText = (path: string) =>
  Effect.tryPromise({ try: () => readFile(path, "utf8"), catch: unusable(path) })

/** What an array of jobs was given to do. */
export const readArray = Effect.fnUntraced(function*(script: string) {
  const path = arrayFile(script)
  return yield* Effect.mapError(Schema.decode(JobArrayFile)(yield* readText(path)), unusable(path))
})

export const writeState = Effect.fnUntraced(function*(script: string, task: number, state: JobState) {
  yield* writeWhole(stateFile(script, task), yield* Effect.orDie(Schema.encode(JobStateFile)(state)))
})

/** What a job said last; null where it has not begun. */
export const readState = (script: string, task: number): Effect.Effect<JobState | null> =>
  readText(stateFile(script, task)).pipe(
    Effect.flatMap(Schema.decode(JobStateFile)),
    Effect.orElseSucceed(() => null)
  )

/** The scripts of all arrays that were ever submitted for a grid. */
export const scriptsIn = (folder: string) =>
  Effect.map(
    namesIn(folder),
    (names) => names.filter((name) => /-\d+\.sh$/.test(name)).map((name) => join(folder, name))
  )

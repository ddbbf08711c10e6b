/**
 * The cells of a grid as they are on disk, in the queue, and by the words of their jobs.
 */
import { Effect, Option, Schema } from "effect"
import { Slurm } from "../../../layers/slurm/Slurm.ts"
import type { JobArray } from "../../../src/jobs/Job.ts"
import {
  type CellOnDisk,
  type QueuedCells,
  type Standing,
  standings,
  type ToldCells
} from "../../../src/jobs/standing.ts"
import { Datasets } from "../../../src/storage/Datasets.ts"
import { Results } from "../../../src/storage/Results.ts"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { sharedDatasets } from "../../../src/sweep/sharedDatasets.ts"
import { inspectionLayer } from "../../setup/storage.ts"
import { readArray, readState, scriptsIn } from "./files.ts"

/** What the summary of a run says of how far it went. */
const Document = Schema.Struct({
  results: Schema.Struct({ total: Schema.Number, error: Schema.Number }),
  controls: Schema.optional(Schema.Unknown)
})

const onDisk = Effect.fnUntraced(function*(cell: Cell) {
  const { open } = yield* Datasets
  const { inspect } = yield* Results
  const { dataset, reading, split } = cell.experiment
  const { size } = yield* open(dataset, split, reading)
  const observations = Math.min(cell.limit ?? size, size)
  const stored = yield* inspect(cell.id)
  const found: CellOnDisk = {
    ...{ id: cell.id, label: cell.label, observations },
    ...{ complete: 0, failed: 0, isFinished: false }
  }
  if (Option.isNone(stored)) return found
  const document = Option.flatMap(yield* stored.value.document, Schema.decodeUnknownOption(Document))
  const complete = Math.min(observations, (yield* stored.value.finished).size)
  return Option.match(document, {
    onNone: () => ({ ...found, complete }),
    onSome: ({ controls, results: { error, total } }) => ({
      ...found,
      complete,
      failed: error,
      isFinished: total >= observations && (cell.controls === undefined || controls !== undefined)
    })
  })
}, Effect.scoped)

/** What is on disk of each cell; nothing is made or downloaded. */
export const cellsOnDisk = (cells: readonly Cell[], persistentDir: string) =>
  Effect.forEach(cells, onDisk).pipe(
    Effect.provide(sharedDatasets),
    Effect.provide(inspectionLayer(persistentDir))
  )

interface Submitted {
  readonly script: string
  readonly array: JobArray
}

const taskOf = (id: string): number => Number(/_(\d+)$/.exec(id)?.[1] ?? 0)

/** Jobs of a grid's scripts that wait or run. */
export const queuedOf = Effect.fnUntraced(function*(submitted: readonly Submitted[]) {
  const { queue } = yield* Slurm
  const jobs = yield* queue
  return jobs.flatMap(({ id, node, reason, script, state, task }): readonly QueuedCells[] => {
    const found = submitted.find((one) => one.script === script)
    if (found === undefined) return []
    return [{ job: id, node, reason, state, ids: found.array.tasks[task ?? taskOf(id)] ?? [] }]
  })
})

/** What the jobs of a grid's scripts said last. */
const toldBy = Effect.fnUntraced(function*(submitted: readonly Submitted[], queue: readonly QueuedCells[]) {
  const waiting = new Set(queue.map(({ job }) => job))
  const words = yield* Effect.forEach(
    submitted.flatMap(({ array, script }) => array.tasks.map((ids, task) => ({ ids, script, task }))),
    ({ ids, script, task }) => Effect.map(readState(script, task), (state) => ({ ids, state }))
  )
  const told = words.flatMap(({ ids, state }) => state === null ? [] : [{ ids, state }])
  const gone = told.map(({ state }) => state.jobId).filter((id) => !waiting.has(id))
  const { ended } = yield* Slurm
  const ends = new Map((yield* ended(gone)).map(({ id, state }) => [id, state]))
  return told.map(({ ids, state }): ToldCells => ({ ids, state, ended: ends.get(state.jobId) ?? null }))
})

/** All arrays that were ever submitted for a grid. */
export const submittedIn = (folder: string) =>
  Effect.flatMap(
    scriptsIn(folder),
    (scripts) =>
      Effect.forEach(scripts, (script) =>
        Effect.map(readArray(script), (array): Submitted => ({ script, array })))
  )

/** The standing of every cell. */
export const standingsOf = Effect.fnUntraced(function*(
  cells: readonly Cell[],
  { folder, persistentDir }: { readonly folder: string; readonly persistentDir: string }
) {
  const submitted = yield* submittedIn(folder)
  const queue = yield* queuedOf(submitted)
  const found = yield* cellsOnDisk(cells, persistentDir)
  const rows: readonly Standing[] = standings(found, queue, yield* toldBy(submitted, queue))
  return rows
})

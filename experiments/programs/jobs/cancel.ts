/**
 * `introspect jobs cancel`: a grid's jobs out of the queue.
 */
import { Effect } from "effect"
import { join } from "node:path"
import { Slurm } from "../../../layers/slurm/Slurm.ts"
import { print } from "../../process/print.ts"
import { chosenCells, type GridFlags } from "./chosen.ts"
import { readCluster, slurmOf } from "./cluster.ts"
import { gridFolder } from "./folders.ts"
import { queuedOf, submittedIn } from "./standing.ts"

/** The grid's job that merges the caches at the end. */
const collectors = Effect.fnUntraced(function*(folder: string) {
  const { queue } = yield* Slurm
  return (yield* queue).filter(({ script }) => script === join(folder, "collect.sh")).map(({ id }) => id)
})

/** Cancels the jobs that have one of the chosen cells; what they have answered, they still bring back. */
export const cancel = Effect.fnUntraced(function*(flags: GridFlags) {
  const { cluster: name, grid } = flags
  const { profile } = yield* readCluster(name)
  const cells = yield* chosenCells(flags)
  const chosen = new Set(cells.map(({ id }) => id))
  const folder = gridFolder(profile.persistent_dir, grid)
  yield* Effect.gen(function*() {
    const queued = yield* queuedOf(yield* submittedIn(folder))
    const jobs = queued.filter(({ ids }) => ids.some((id) => chosen.has(id))).map(({ job }) => job)
    // While others of the grid's jobs go on, the merge at the end still has something to do.
    const all = jobs.length === queued.length ? [...jobs, ...(yield* collectors(folder))] : jobs
    yield* (yield* Slurm).cancel(all)
    yield* print(
      jobs.length === 0
        ? "no job of these cells waits or runs"
        : `cancelled: ${jobs.join(", ")}; what they have answered is brought back (introspect jobs status)`
    )
  }).pipe(Effect.provide(slurmOf(profile)))
})

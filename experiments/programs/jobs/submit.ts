/**
 * `introspect jobs plan` and `introspect jobs submit`: a grid handed to Slurm.
 */
import { Data, Effect } from "effect"
import { mkdir } from "node:fs/promises"
import { basename, join, resolve } from "node:path"
import { slugOf } from "../../../layers/exchange/inbox.ts"
import { holdLockFile } from "../../../layers/exchange/LockFile.ts"
import { runVisibly } from "../../../layers/processes/run.ts"
import { Slurm } from "../../../layers/slurm/Slurm.ts"
import type { JobCell } from "../../../src/jobs/needs.ts"
import type { PlannedArray } from "../../../src/jobs/plan.ts"
import { shellWords } from "../../../src/jobs/script.ts"
import type { Standing } from "../../../src/jobs/standing.ts"
import { showWallTime } from "../../../src/jobs/wallTime.ts"
import { print } from "../../process/print.ts"
import { chosenCells, type GridFlags } from "./chosen.ts"
import { type Cluster, readCluster, slurmIfAny, slurmOf } from "./cluster.ts"
import { scriptsIn, writeWhole } from "./files.ts"
import { arrayFile, gridFolder, logFolder } from "./folders.ts"
import { openCells } from "./openCells.ts"
import { arrayFiles, collectFiles, type JobFiles, planFor } from "./planned.ts"
import { standingsOf } from "./standing.ts"

/** A job that ran here and failed. */
class JobFailed extends Data.TaggedError("JobFailed")<{ readonly message: string }> {}

export interface SubmitFlags extends GridFlags {
  /** Only the first cell that is open. */
  readonly one: boolean
  /** Runs the scripts here, one after the other, without Slurm. */
  readonly locally: boolean
}

/** Which cells of which grid are meant, where they are to run, and the folder of the grid's jobs. */
const wantedOf = Effect.fnUntraced(function*(flags: GridFlags) {
  const cluster = yield* readCluster(flags.cluster)
  const cells = yield* chosenCells(flags)
  return { cluster, cells, folder: gridFolder(cluster.profile.persistent_dir, flags.grid) }
})

/** What there is to do: scripts, and what is left out. */
interface Work {
  readonly cluster: Cluster
  readonly rows: readonly Standing[]
  readonly open: readonly JobCell[]
  readonly arrays: readonly { readonly planned: PlannedArray; readonly files: JobFiles }[]
  readonly collector: JobFiles
}

const numberOf = (script: string): number => Number(/-(\d+)\.sh$/.exec(script)?.[1] ?? 0)

const workOf = Effect.fnUntraced(function*(
  { cells, cluster, folder }: Effect.Effect.Success<ReturnType<typeof wantedOf>>,
  { grid, one }: Pick<SubmitFlags, "grid" | "one">,
  slurmFor: typeof slurmOf
) {
  const { persistent_dir } = cluster.profile
  const rows = yield* standingsOf(cells, { folder, persistentDir: persistent_dir }).pipe(
    Effect.provide(slurmFor(cluster.profile))
  )
  const all = yield* openCells(cells, rows, persistent_dir)
  const open = one ? all.slice(0, 1) : all
  // A number of its own for each submission: jobs of earlier ones still read their files.
  const next = 1 + Math.max(0, ...(yield* scriptsIn(folder)).map(numberOf))
  const arrays = yield* Effect.forEach(yield* planFor(cluster, open), (planned) => {
    const { id, name } = cells.find(({ experiment }) =>
      experiment.model.name === planned.model
    )!.experiment.model
    const script = join(folder, `${slugOf(name)}-${next}.sh`)
    const title = `${planned.tasks.flat().length} cells of ${resolve(grid)} for ${name}`
    return Effect.map(
      arrayFiles(cluster, { id, name }, planned, { grid: resolve(grid), script, title }),
      (files) => ({ planned, files })
    )
  })
  const collector = yield* collectFiles(cluster, join(folder, "collect.sh"))
  const work: Work = { cluster, rows, open, arrays, collector }
  return work
})

const countOf = (rows: readonly Standing[], standing: Standing["standing"]): number =>
  rows.filter((row) => row.standing === standing).length

const skipped = ({ open, rows }: Work): string => {
  const counts = (["finished", "running", "waiting"] as const)
    .map((standing) => [standing, countOf(rows, standing)] as const)
    .filter(([, count]) => count > 0)
  const others = rows.length - open.length - counts.reduce((sum, [, count]) => sum + count, 0)
  return [
    `${open.length} of ${rows.length} cells to submit`,
    ...counts.map(([standing, count]) => `${count} ${standing}`),
    ...(others > 0 ? [`${others} left for later`] : [])
  ].join(", ")
}

const arrayLine = (
  { planned: { minutes, model, resources: { cpus, gpus, memory }, tasks } }: Work["arrays"][number]
) =>
  `${model}: ${tasks.flat().length} cells in ${tasks.length} ${tasks.length === 1 ? "job" : "jobs"} of ${
    showWallTime(minutes)
  }, each with ${gpus} GPU${gpus === 1 ? "" : "s"}, ${cpus} CPUs, ${memory}`

const collectsAfter = (ids: readonly string[]) => `--dependency=afterany:${ids.join(":")}`

const labelled = (cells: readonly JobCell[], rows: readonly Standing[]) =>
  cells.map(({ id }) => rows.find((row) => row.id === id)?.label ?? id)

/** Prints what would be submitted: every script, what it is given to do, and the lines of sbatch. */
export const plan = Effect.fnUntraced(function*(flags: GridFlags & Pick<SubmitFlags, "one">) {
  const work = yield* workOf(yield* wantedOf(flags), flags, slurmIfAny)
  const { arrays, collector, rows } = work
  yield* print(skipped(work))
  for (const array of arrays) {
    const { files, planned } = array
    yield* print([
      "",
      arrayLine(array),
      ...planned.tasks.map((cells, task) => `  job ${task}: ${labelled(cells, rows).join("; ")}`),
      "",
      `--- ${files.script}`,
      files.text,
      `--- ${arrayFile(files.script)}`,
      files.array!.text
    ].join("\n"))
  }
  if (arrays.length === 0) return
  const names = arrays.map((_, i) => `$JOB${i + 1}`)
  yield* print([
    "",
    `--- ${collector.script}`,
    collector.text,
    "--- to be submitted",
    ...arrays.map(({ files }, i) => `JOB${i + 1}=$(sbatch --parsable ${shellWords([files.script])})`),
    `sbatch --parsable ${collectsAfter(names)} ${shellWords([collector.script])}`
  ].join("\n"))
})

const writeFiles = Effect.fnUntraced(function*({ arrays, cluster, collector }: Work) {
  const logs = logFolder(cluster.profile.persistent_dir)
  yield* Effect.promise(() => mkdir(logs, { recursive: true }))
  for (const { array, script, text } of [...arrays.map(({ files }) => files), collector]) {
    if (array !== null) yield* writeWhole(arrayFile(script), array.text)
    yield* writeWhole(script, text)
  }
})

/** Runs every job of every array here, as Slurm would, one after the other. */
const runHere = Effect.fnUntraced(function*({ arrays }: Work) {
  for (const { files } of arrays) {
    for (let task = 0; task < files.jobs; task++) {
      const code = yield* runVisibly(["bash", files.script], { SLURM_ARRAY_TASK_ID: String(task) })
      if (code !== 0) {
        return yield* new JobFailed({ message: `${files.script}, job ${task}: exit code ${code}` })
      }
    }
  }
})

/** Submits what is neither finished nor in the queue, and says what it left out. */
export const submit = Effect.fnUntraced(function*(flags: SubmitFlags) {
  const wanted = yield* wantedOf(flags)
  // Another process would find the same cells open.
  yield* holdLockFile(join(wanted.folder, "submit.lock"), `submitting jobs of ${basename(flags.grid)}`)
  const work = yield* workOf(wanted, flags, flags.locally ? slurmIfAny : slurmOf)
  const { arrays, cluster: { profile }, collector } = work
  yield* print(skipped(work))
  if (arrays.length === 0) return
  yield* writeFiles(work)
  if (flags.locally) return yield* runHere(work)
  const { submit } = yield* Effect.provide(Slurm, slurmOf(profile))
  const ids = yield* Effect.forEach(
    arrays,
    (array) => Effect.tap(submit(array.files.script, []), (id) => print(`${id}: ${arrayLine(array)}`))
  )
  yield* submit(collector.script, [collectsAfter(ids)]).pipe(
    Effect.flatMap((id) => print(`${id}: merges the caches when the others have ended`)),
    // The grid is what counts; the same is done by hand at any time.
    Effect.catchAll(({ message }) =>
      Effect.logWarning(`nothing merges the caches at the end (${message}): introspect jobs collect does it`)
    )
  )
}, Effect.scoped)

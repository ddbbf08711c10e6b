/**
 * What would be submitted for a grid: scripts, and what each array of jobs is given to do.
 */
import { Effect, Either, Schema } from "effect"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { slugOf } from "../../../layers/exchange/inbox.ts"
import { type JobArray, JobArrayFile } from "../../../src/jobs/Job.ts"
import type { JobCell } from "../../../src/jobs/needs.ts"
import { planJobs, type PlannedArray } from "../../../src/jobs/plan.ts"
import type { Profile } from "../../../src/jobs/Profile.ts"
import { arrayOptions, collectOptions, renderScript } from "../../../src/jobs/script.ts"
import { type ServedModel, serverCommand } from "../../../src/jobs/serverCommand.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { type Cluster, jobsFolder } from "./cluster.ts"
import { introspectCommand, logFolder } from "./folders.ts"

/** A script, and the file beside it where there is one. */
export interface JobFiles {
  readonly script: string
  readonly text: string
  readonly array: { readonly file: JobArray; readonly text: string } | null
  /** How many jobs it is. */
  readonly jobs: number
}

const asUsage = (path: string) => (problem: string) => new UsageError({ message: `${path}: ${problem}` })

const readTemplate = Effect.orDie(
  Effect.tryPromise(() => readFile(join(jobsFolder, "templates", "job.sh"), "utf8"))
)

/** What an array of jobs is given: its server and its cells. */
export const jobArray = (
  profile: Profile,
  model: ServedModel,
  { grid, resources, tasks }: {
    readonly grid: string | null
    readonly resources: PlannedArray["resources"]
    readonly tasks: readonly (readonly string[])[]
  }
): Either.Either<JobArray, string> =>
  Either.map(serverCommand(profile, model, resources), ({ command, environment }): JobArray => {
    const { client, container, copy, health, models, restarts, silence, startup } = profile.server
    const [program = "", ...args] = command
    return {
      format: "introspect-jobs/1",
      model,
      server: {
        ...{ client, environment, health, startup, silence, restarts, copy },
        command: [program, ...args],
        weights: models === undefined ? model.id : join(models, model.id),
        image: container?.image ?? ""
      },
      persistentDir: profile.persistent_dir,
      localDir: profile.local_dir,
      bringBack: profile.bring_back,
      grid,
      tasks,
      login: profile.login ?? null
    }
  })

/** The files of one array of jobs. */
export const arrayFiles = Effect.fnUntraced(function*(
  { path, profile }: Cluster,
  model: ServedModel,
  planned: PlannedArray,
  { grid, script, title }: { readonly grid: string | null; readonly script: string; readonly title: string }
) {
  const explain = Either.mapLeft(asUsage(path))
  const tasks = planned.tasks.map((cells) => cells.map(({ id }) => id))
  const file = yield* explain(jobArray(profile, model, { grid, resources: planned.resources, tasks }))
  const name = `introspect-${slugOf(model.name)}`
  const options = yield* explain(
    arrayOptions(profile.slurm, planned, { name, logFolder: logFolder(profile.persistent_dir) })
  )
  const command = [...introspectCommand(profile.persistent_dir), "jobs", "run", script]
  const text = yield* explain(renderScript(yield* readTemplate, profile, { options, title, command }))
  const files: JobFiles = {
    script,
    text,
    array: { file, text: yield* Effect.orDie(Schema.encode(JobArrayFile)(file)) },
    jobs: tasks.length
  }
  return files
})

/** The job that merges what the others have brought back, once they have ended. */
export const collectFiles = Effect.fnUntraced(function*({ path, profile }: Cluster, script: string) {
  const options = collectOptions(profile.slurm, {
    name: "introspect-collect",
    logFolder: logFolder(profile.persistent_dir)
  })
  const command = [
    ...introspectCommand(profile.persistent_dir),
    ...["jobs", "collect", "--persistent-dir", profile.persistent_dir]
  ]
  const title = "Merges the generations of all jobs into the cache"
  const text = yield* Either.mapLeft(
    renderScript(yield* readTemplate, profile, { options, title, command }),
    asUsage(path)
  )
  const files: JobFiles = { script, text, array: null, jobs: 1 }
  return files
})

/** Groups what is left to do, or says for which model the profile has no rule. */
export const planFor = ({ path, profile }: Cluster, cells: readonly JobCell[]) =>
  Either.mapLeft(
    planJobs(cells, profile),
    ({ model }) => asUsage(path)(`no rule of \`resources\` is for the model ${model}`)
  )

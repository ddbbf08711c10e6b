/**
 * From the cells of a grid to the jobs of a cluster: one array for each model, whose server serves many cells.
 */
import { Either } from "effect"
import { type JobCell, minutesOf, resourcesOf } from "./needs.ts"
import type { Profile, Resources } from "./Profile.ts"

/** The cells of one model: each of `tasks` is one job of an array. */
export interface PlannedArray {
  readonly model: string
  readonly resources: Resources
  /** The limit of each job, in minutes. */
  readonly minutes: number
  readonly tasks: readonly (readonly JobCell[])[]
}

/** A model that no rule of the profile is for. */
export interface NoResources {
  readonly model: string
}

interface Task {
  readonly cells: JobCell[]
  minutes: number
}

/** Cells of one data set follow each other: they share the answers of their first session. */
const byDataset = (cells: readonly JobCell[]): readonly JobCell[] => {
  const datasets = [...new Set(cells.map(({ dataset }) => dataset))]
  return datasets.flatMap((name) => cells.filter(({ dataset }) => dataset === name))
}

/** Fills one job after the other; a cell that is longer than a job has one alone, and goes on after its limit. */
const fill = (
  cells: readonly JobCell[],
  minutes: (cell: JobCell) => number,
  room: number
): readonly Task[] => {
  const tasks: Task[] = []
  for (const cell of byDataset(cells)) {
    const last = tasks.at(-1)
    const needed = minutes(cell)
    if (last === undefined || last.minutes + needed > room) tasks.push({ cells: [cell], minutes: needed })
    else {
      last.cells.push(cell)
      last.minutes += needed
    }
  }
  return tasks
}

/**
 * Groups the cells that are left to do, which must have something missing.
 *
 * The order of models and of a model's data sets is that of the grid.
 */
export const planJobs = (
  cells: readonly JobCell[],
  profile: Profile
): Either.Either<readonly PlannedArray[], NoResources> => {
  const models = [...new Set(cells.map(({ model }) => model))]
  const startup = Math.ceil(profile.server.startup / 60_000)
  const { job_time, max_time } = profile.slurm
  return Either.all(models.map((model): Either.Either<PlannedArray, NoResources> => {
    const resources = resourcesOf(profile, model)
    if (resources === null) return Either.left({ model })
    const own = cells.filter((cell) => cell.model === model)
    const tasks = fill(own, (cell) => minutesOf(profile, cell), Math.min(job_time, max_time - startup))
    const longest = Math.max(...tasks.map(({ minutes }) => minutes))
    return Either.right({
      model,
      resources,
      minutes: Math.min(max_time, startup + longest),
      tasks: tasks.map(({ cells }) => cells)
    })
  }))
}

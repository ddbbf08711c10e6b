/**
 * How the cells of a grid stand: what is on disk, what Slurm has in its queue, and what jobs said of themselves.
 */
import type { JobState } from "./Job.ts"

/** What is on disk of a cell. */
export interface CellOnDisk {
  readonly id: string
  readonly label: string
  /** Observations that the grid wants. */
  readonly observations: number
  /** Those that need nothing more. */
  readonly complete: number
  /** Those that failed. */
  readonly failed: number
  /** Whether a run of it has ended with a record of every observation. */
  readonly isFinished: boolean
}

/** A job in the queue, and the cells that it was given. */
export interface QueuedCells {
  readonly job: string
  readonly state: string
  readonly reason: string
  readonly node: string
  readonly ids: readonly string[]
}

/** The last word of a job that was given some cells, and how Slurm says it ended, where it does. */
export interface ToldCells {
  readonly state: JobState
  readonly ended: string | null
  readonly ids: readonly string[]
}

export interface Standing extends CellOnDisk {
  readonly standing: "finished" | "running" | "waiting" | "stopped" | "failed" | "lost" | "open"
  /** The job that has or had the cell. */
  readonly job: string | null
  /** Why it waits, failed or stopped. */
  readonly detail: string | null
}

const isPending = (state: string): boolean => state === "PENDING"

/** Where a job has ended by its own account. */
const over = { complete: "open", incomplete: "open", stopped: "stopped", failed: "failed" } as const

const afterwards = ({ ended, state }: ToldCells): Pick<Standing, "detail" | "standing"> => {
  const { message, phase } = state
  if (phase in over) return { standing: over[phase as keyof typeof over], detail: message }
  // It is in no queue, and did not say that it ended: Slurm or the node ended it.
  return { standing: "lost", detail: ended ?? `no word since ${state.at} on ${state.node}; see its log` }
}

/** The standing of each cell. Of several words about one cell, the last counts. */
export const standings = (
  cells: readonly CellOnDisk[],
  queue: readonly QueuedCells[],
  told: readonly ToldCells[]
): readonly Standing[] =>
  cells.map((cell): Standing => {
    const has = ({ ids }: { readonly ids: readonly string[] }) => ids.includes(cell.id)
    if (cell.isFinished) return { ...cell, standing: "finished", job: null, detail: null }
    const queued = queue.filter(has).toSorted((a, b) =>
      Number(isPending(a.state)) - Number(isPending(b.state))
    )[0]
    if (queued !== undefined) {
      const { job, node, reason, state } = queued
      return isPending(state)
        ? { ...cell, standing: "waiting", job, detail: reason }
        : { ...cell, standing: "running", job, detail: node }
    }
    const last = told.filter(has).toSorted((a, b) => a.state.at.localeCompare(b.state.at)).at(-1)
    return last === undefined
      ? { ...cell, standing: "open", job: null, detail: null }
      : { ...cell, ...afterwards(last), job: last.state.jobId }
  })

/**
 * What Slurm's programs print, read (squeue, scontrol, sacct and the log of jobcomp/filetxt, of versions from 20.11 on).
 */

/** One job in the queue; of an array, one of its tasks. */
export interface QueuedJob {
  /** As scontrol and scancel take it: `123`, `123_4`. */
  readonly id: string
  /** Its number in its array; null without one. */
  readonly task: number | null
  /** PENDING, RUNNING, COMPLETING and others. */
  readonly state: string
  /** Why it waits. */
  readonly reason: string
  readonly name: string
  /** The script's path. */
  readonly script: string
  /** Since when it runs, as Slurm shows it. */
  readonly elapsed: string
  readonly limit: string
  readonly node: string
}

/** The fields of `squeue --format` that are read, in this order; a path may hold anything, and is last. */
export const queueFormat = "%i|%K|%T|%r|%j|%M|%l|%N|%o"

/** The lines of `squeue --noheader --array --format`; null where one is not understood. */
export const readQueue = (stdout: string): readonly QueuedJob[] | null => {
  const jobs = stdout.split("\n").filter((line) => line.trim() !== "").map((line): QueuedJob | null => {
    const [id, task, state, reason, name, elapsed, limit, node, ...rest] = line.split("|")
    if (id === undefined || rest.length === 0) return null
    return {
      id,
      task: /^\d+$/.test(task ?? "") ? Number(task) : null,
      state: state ?? "",
      reason: reason ?? "",
      name: name ?? "",
      script: rest.join("|").trim(),
      elapsed: elapsed ?? "",
      limit: limit ?? "",
      node: node ?? ""
    }
  })
  return jobs.every((job) => job !== null) ? jobs : null
}

/** The state that `scontrol --oneliner show job` gives. */
export const readJobState = (stdout: string): string | null => /\bJobState=(\S+)/.exec(stdout)?.[1] ?? null

/** How a job ended. */
export interface EndedJob {
  /** `123`, `123_4`. */
  readonly id: string
  /** COMPLETED, FAILED, TIMEOUT, CANCELLED, PREEMPTED, OUT_OF_MEMORY, NODE_FAIL. */
  readonly state: string
}

/** The lines of `sacct --parsable2 --noheader --allocations --format=JobID,State`. */
export const readAccounting = (stdout: string): readonly EndedJob[] =>
  stdout.split("\n").flatMap((line) => {
    const [id, state] = line.split("|")
    return id === undefined || state === undefined ? [] : [{ id, state: state.split(" ")[0] ?? state }]
  })

/** The log of jobcomp/filetxt: a job that was requeued stands there once for each life. */
export const readCompletionLog = (text: string): readonly EndedJob[] =>
  text.split("\n").flatMap((line) => {
    const fields = new Map([...line.matchAll(/(\w+)=(\S*)/g)].map(([, name, value]) => [name!, value!]))
    const [id, state] = [fields.get("JobId"), fields.get("JobState")]
    if (id === undefined || state === undefined) return []
    const array = fields.get("ArrayJobId")
    return [{ id: array === undefined ? id : `${array}_${fields.get("ArrayTaskId")}`, state }]
  })

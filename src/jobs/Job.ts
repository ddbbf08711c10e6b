/**
 * What an array of jobs is given to do: a file beside its script, written when it is submitted and read on the nodes.
 */
import { Schema } from "effect"

/** How long a server may give no sign of health, in milliseconds, where a profile does not say. */
export const usualSilence = 300_000

const Environment = Schema.Record({ key: Schema.String, value: Schema.String })

/** A server as the job starts it; its command has places for what only the node knows. */
export const JobServer = Schema.Struct({
  client: Schema.Literal("TGI", "VLLM", "OpenAI"),
  command: Schema.NonEmptyArray(Schema.String),
  environment: Environment,
  health: Schema.String,
  /** Milliseconds until it must be ready. */
  startup: Schema.Number,
  /** Milliseconds for which it may go without being healthy. */
  silence: Schema.optionalWith(Schema.Number, { default: () => usualSilence }),
  restarts: Schema.NonNegativeInt,
  /** The model's folder of weights, or the name by which the server finds it. */
  weights: Schema.String,
  /** The container's file; empty without one. */
  image: Schema.String,
  /** Whether both are copied to the node's own disk first. */
  copy: Schema.Boolean
})
export type JobServer = typeof JobServer.Type

export const JobArray = Schema.Struct({
  format: Schema.Literal("introspect-jobs/1"),
  model: Schema.Struct({ name: Schema.String, id: Schema.String }),
  server: JobServer,
  persistentDir: Schema.String,
  /** Read on the node: it names variables of the job's environment. */
  localDir: Schema.String,
  /** Milliseconds between two times that results are brought back. */
  bringBack: Schema.Number,
  /** The grid, as a file beside this one; null for a server alone. */
  grid: Schema.NullOr(Schema.String),
  /** The ids of the cells of each job, by its number in the array. */
  tasks: Schema.Array(Schema.Array(Schema.String)),
  /** The host to log in at, for the line of a tunnel. */
  login: Schema.NullOr(Schema.String)
})
export type JobArray = typeof JobArray.Type

export const JobArrayFile = Schema.parseJson(JobArray, { space: 2 })

/** How one job of an array stands, as it says itself; written anew with each step. */
export const JobState = Schema.Struct({
  format: Schema.Literal("introspect-job-state/1"),
  jobId: Schema.String,
  node: Schema.String,
  phase: Schema.Literal(
    "starting",
    "running",
    "stopping",
    "requeued",
    "complete",
    "incomplete",
    "stopped",
    "failed"
  ),
  /** How often Slurm has started it again. */
  restarts: Schema.NonNegativeInt,
  /** How often the server was started again, in this life of the job. */
  serverRestarts: Schema.NonNegativeInt,
  /** The server's port on the node; null before it is ready. */
  port: Schema.NullOr(Schema.Int),
  /** Why it failed or stopped. */
  message: Schema.NullOr(Schema.String),
  /** ISO time of this state. */
  at: Schema.String
})
export type JobState = typeof JobState.Type

export const JobStateFile = Schema.parseJson(JobState, { space: 2 })

/**
 * A cluster as its file says it: how Slurm is asked, how the server starts, how long things take.
 *
 * Paths may name variables of the environment: `$SCRATCH` is that of the login node, and `local_dir` alone is read on
 * the job's own node.
 */
import { Duration, Either, ParseResult, Schema } from "effect"
import { parseDuration } from "../domain/durationText.ts"
import { usualSilence } from "./Job.ts"
import { WallTime } from "./wallTime.ts"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })
const withDefault = <A, I>(schema: Schema.Schema<A, I>, value: () => A) =>
  Schema.optionalWith(schema, { default: value })

const Text = Schema.NonEmptyTrimmedString
const Texts = Schema.Array(Text)
const Count = Schema.Int.pipe(Schema.positive())
const Environment = Schema.Record({
  key: Schema.String.pipe(Schema.pattern(/^[A-Za-z_]\w*$/)),
  value: Schema.Union(Schema.String, Schema.Number)
})

/** A duration in milliseconds, written `30s`, `10m`. */
const Millis = Schema.transformOrFail(Schema.String, Schema.Number, {
  strict: true,
  decode: (text, _, ast) =>
    Either.match(parseDuration(text), {
      onLeft: (problem) => ParseResult.fail(new ParseResult.Type(ast, text, problem)),
      onRight: (duration) => ParseResult.succeed(Duration.toMillis(duration))
    }),
  encode: (millis) => ParseResult.succeed(`${millis}ms`)
})

const Memory = Schema.String.pipe(
  Schema.pattern(/^\d+[KMGT]$/, { message: () => "must be written as Slurm does, such as 32G" })
)

const Slurm = Schema.Struct({
  partition: optional(Text),
  account: optional(Text),
  constraint: optional(Text),
  /** How GPUs are asked for. */
  gpus: withDefault(Text, () => "--gpus-per-task={gpus}"),
  /** Further options of sbatch, each as it is written there. */
  options: withDefault(Texts, () => []),
  /** How long before the end a job is told of it, so that it can stop in order. */
  warning: withDefault(Millis, () => 300_000),
  /** The longest job that the partition takes. */
  max_time: withDefault(WallTime, () => 1440),
  /** How much work a job gets: more cells make further jobs of the same array. */
  job_time: withDefault(WallTime, () => 720),
  /** The most jobs of one model that run at once. */
  parallel: withDefault(Count, () => 4),
  /** Slurm's own log of jobs that have ended, where there is no sacct. */
  completion_log: optional(Text)
})

const Container = Schema.Struct({
  program: withDefault(Schema.Literal("apptainer", "singularity"), () => "apptainer" as const),
  /** The image's file. */
  image: Text,
  /** Where `introspect jobs prepare` takes it from, such as `docker://…`. */
  source: optional(Text),
  /** Further folders that the container sees. */
  binds: withDefault(Texts, () => [])
})

const Server = Schema.Struct({
  /** The API by which it is asked. */
  client: Schema.Literal("TGI", "VLLM", "OpenAI"),
  /** The command, instead of the usual one of TGI or vLLM; see the README for what is filled in. */
  command: optional(Schema.NonEmptyArray(Text)),
  /** Further arguments of the command. */
  args: withDefault(Texts, () => []),
  environment: withDefault(Environment, () => ({})),
  /** Without one, the command is a program of the node, from a module or a virtual environment. */
  container: optional(Container),
  /** The folder of weights, with OWNER/NAME under it; without it the server finds a model by its name. */
  models: optional(Text),
  /** Whether image and weights are copied to the node first. */
  copy: withDefault(Schema.Boolean, () => false),
  /** The path that answers 200 once the server is ready. */
  health: withDefault(Text, () => "/health"),
  /** How long it may take to be ready. */
  startup: withDefault(Millis, () => 1_800_000),
  /** How long it may go without being healthy before it is taken for hung, and started again. */
  silence: withDefault(Millis, () => usualSilence),
  /** How often it is started again when it has died. */
  restarts: withDefault(Schema.NonNegativeInt, () => 5)
})

/** What a rule is for: all of a key that is left out. */
const match = { models: optional(Texts), datasets: optional(Texts), tasks: optional(Texts) }

const Resources = Schema.Struct({
  models: match.models,
  gpus: Schema.NonNegativeInt,
  cpus: Count,
  memory: Memory,
  /** Arguments of the server for these models. */
  args: withDefault(Texts, () => [])
})
export type Resources = typeof Resources.Type

const CellTime = Schema.Struct({ ...match, time: WallTime })
export type CellTime = typeof CellTime.Type

export const Profile = Schema.Struct({
  /** Where generations and results are kept, on a disk that all nodes see. */
  persistent_dir: withDefault(Text, () => "$SCRATCH/introspect"),
  /** A folder on the node's own disk. */
  local_dir: withDefault(Text, () => "${SLURM_TMPDIR:-/tmp}"),
  /** How often a job brings back what it has. */
  bring_back: withDefault(Millis, () => 600_000),
  slurm: withDefault(Slurm, () => Schema.decodeSync(Slurm)({})),
  /** Loaded in the job, in this order. */
  modules: withDefault(Texts, () => []),
  /** Lines of bash in the job, before anything else is run. */
  setup: withDefault(Texts, () => []),
  environment: withDefault(Environment, () => ({})),
  server: Server,
  /** The first that fits a model counts. */
  resources: Schema.NonEmptyArray(Resources),
  /** How long one cell takes; the first that fits counts, unless a speed has been measured. */
  times: withDefault(Schema.Array(CellTime), () => []),
  /** The host name by which one logs in, for the line of an ssh tunnel. */
  login: optional(Text)
})
export type Profile = typeof Profile.Type

/** A profile that cannot be used; one problem a line, each with its place. */
export class ProfileError extends Schema.TaggedError<ProfileError>()("ProfileError", {
  problems: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return this.problems.join("\n")
  }
}

const decode = Schema.decodeUnknownEither(Profile, { errors: "all", onExcessProperty: "error" })

/** A profile from parsed YAML or JSON. */
export const decodeProfile = (data: unknown): Either.Either<Profile, ProfileError> =>
  Either.mapLeft(decode(data), (error) => {
    const [first, ...rest] = ParseResult.ArrayFormatter.formatErrorSync(error)
      .map(({ message, path }) => `${path.join(".") || "the profile"}: ${message}`)
    return new ProfileError({ problems: [first ?? error.message, ...rest] })
  })

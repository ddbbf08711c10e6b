/**
 * The scheduler of a cluster, by its own programs.
 */
import * as CommandExecutor from "@effect/platform/CommandExecutor"
import { Context, Effect, Layer } from "effect"
import { readFile } from "node:fs/promises"
import { runProgram, type Words } from "../processes/run.ts"
import {
  type EndedJob,
  type QueuedJob,
  queueFormat,
  readAccounting,
  readCompletionLog,
  readJobState,
  readQueue
} from "./answers.ts"
import { SlurmError } from "./SlurmError.ts"

/** What is done with Slurm; each by one of its programs. */
export class Slurm extends Context.Tag("introspect/Slurm")<Slurm, {
  /** Submits a script with further options (sbatch), and gives the job's id. */
  readonly submit: (script: string, options: readonly string[]) => Effect.Effect<string, SlurmError>
  /** The user's jobs that wait or run, the tasks of an array one by one (squeue). */
  readonly queue: Effect.Effect<readonly QueuedJob[], SlurmError>
  /** A job's state; null where Slurm does not know it, or no longer (scontrol show job). */
  readonly state: (id: string) => Effect.Effect<string | null, SlurmError>
  /** Ends a running job, and lets it wait for another life (scontrol requeue). */
  readonly requeue: (id: string) => Effect.Effect<void, SlurmError>
  /** Ends jobs (scancel). */
  readonly cancel: (ids: readonly string[]) => Effect.Effect<void, SlurmError>
  /** How jobs ended (sacct, else Slurm's own log of ended jobs); nothing where there is neither. */
  readonly ended: (ids: readonly string[]) => Effect.Effect<readonly EndedJob[], SlurmError>
  /** The names of the partitions (sinfo). */
  readonly partitions: Effect.Effect<readonly string[], SlurmError>
}>() {}

export interface SlurmOptions {
  /** Slurm's own log of jobs that have ended, for clusters without sacct. */
  readonly completionLog?: string | undefined
}

const missing = (program: string) =>
  new SlurmError({
    reason: "Missing",
    message: `${program} is not on this machine: this is done where Slurm is, on a login node of the cluster`
  })

const make = Effect.fnUntraced(function*({ completionLog }: SlurmOptions) {
  const executor = yield* CommandExecutor.CommandExecutor

  const attempt = ([program, ...args]: Words) =>
    runProgram([program, ...args]).pipe(
      Effect.provideService(CommandExecutor.CommandExecutor, executor),
      Effect.mapError(() => missing(program))
    )

  /** The output of a program that must succeed. */
  const ask = Effect.fnUntraced(function*(words: Words) {
    const { code, stderr, stdout } = yield* attempt(words)
    if (code === 0) return stdout.trim()
    return yield* new SlurmError({
      reason: "Refused",
      message: `${words[0]}: ${stderr.trim() === "" ? `ended with ${code}` : stderr.trim()}`
    })
  })

  const submit = Effect.fnUntraced(function*(script: string, options: readonly string[]) {
    const answer = yield* ask(["sbatch", "--parsable", ...options, script])
    const [id = ""] = answer.split("\n").at(-1)?.split(";") ?? []
    if (/^\d+$/.test(id)) return id
    return yield* new SlurmError({
      reason: "Unreadable",
      message: `sbatch: no job's id in its answer ${JSON.stringify(answer)}`
    })
  })

  const queue = Effect.gen(function*() {
    const answer = yield* ask(["squeue", "--me", "--noheader", "--array", `--format=${queueFormat}`])
    return readQueue(answer) ?? (yield* new SlurmError({
      reason: "Unreadable",
      message: `squeue: its answer is not understood:\n${answer}`
    }))
  })

  const state = (id: string) =>
    Effect.map(
      attempt(["scontrol", "--oneliner", "show", "job", id]),
      ({ code, stdout }) => code === 0 ? readJobState(stdout) : null
    )

  const fromLog = (ids: readonly string[]) =>
    completionLog === undefined ? Effect.succeed([]) : Effect.tryPromise({
      try: () => readFile(completionLog, "utf8"),
      catch: (cause) =>
        new SlurmError({
          reason: "Unreadable",
          message: `${completionLog} cannot be read: ${cause instanceof Error ? cause.message : cause}`
        })
    }).pipe(Effect.map((text) => readCompletionLog(text).filter(({ id }) => ids.includes(id))))

  const ended = Effect.fnUntraced(function*(ids: readonly string[]) {
    if (ids.length === 0) return []
    const accounting = yield* Effect.orElseSucceed(
      attempt([
        ...["sacct", "--parsable2", "--noheader", "--allocations", "--format=JobID,State"] as const,
        `--jobs=${ids.join(",")}`
      ]),
      () => null
    )
    return accounting?.code === 0 ? readAccounting(accounting.stdout) : yield* fromLog(ids)
  })

  return Slurm.of({
    submit,
    queue,
    state,
    requeue: (id) => Effect.asVoid(ask(["scontrol", "requeue", id])),
    cancel: (ids) => ids.length === 0 ? Effect.void : Effect.asVoid(ask(["scancel", ...ids])),
    ended,
    partitions: Effect.map(
      ask(["sinfo", "--noheader", "--format=%R"]),
      (answer) => [...new Set(answer.split("\n").map((name) => name.trim()))]
    )
  })
})

/** Slurm by the programs on this machine's PATH. */
export const layer = (
  options: SlurmOptions = {}
): Layer.Layer<Slurm, never, CommandExecutor.CommandExecutor> => Layer.effect(Slurm, make(options))

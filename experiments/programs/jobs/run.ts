/**
 * `introspect jobs run`: what a job's script becomes, on the node.
 */
import { Cause, Clock, Config, Duration, Effect, Either, Exit, Layer, Option } from "effect"
import { mkdtemp, rm } from "node:fs/promises"
import { hostname } from "node:os"
import { join } from "node:path"
import { makeBringer } from "../../../layers/exchange/bringBack.ts"
import { copyIn } from "../../../layers/exchange/copyIn.ts"
import { partName } from "../../../layers/exchange/inbox.ts"
import { withFiles } from "../../../layers/exchange/Store.ts"
import { layer as slurmLayer, Slurm } from "../../../layers/slurm/Slurm.ts"
import type { JobArray, JobState } from "../../../src/jobs/Job.ts"
import { expandVariables } from "../../../src/jobs/placeholders.ts"
import { Incomplete } from "../../errors/Incomplete.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { readArray, writeState } from "./files.ts"
import { storeOf } from "./folders.ts"
import { startServer } from "./server.ts"
import { supervise } from "./supervise.ts"
import { answerCells, sharedCache } from "./work.ts"

/** Who this job is, by Slurm's variables; outside of Slurm a process of one's own. */
interface Identity {
  /** As scontrol takes it: an array's number alone would mean all of its jobs. */
  readonly id: string
  readonly task: number
  /** How often Slurm has started it again. */
  readonly restarts: number
  readonly isSlurm: boolean
}

const number = (name: string) => Config.withDefault(Config.integer(name), 0)

const identity = Effect.gen(function*() {
  const job = yield* Config.option(Config.string("SLURM_JOB_ID"))
  const array = yield* Config.option(Config.string("SLURM_ARRAY_JOB_ID"))
  const task = yield* number("SLURM_ARRAY_TASK_ID")
  const who: Identity = {
    id: Option.match(array, {
      onNone: () => Option.getOrElse(job, () => `local-${process.pid}`),
      onSome: (id) => `${id}_${task}`
    }),
    task,
    restarts: yield* number("SLURM_RESTART_COUNT"),
    isSlurm: Option.isSome(job)
  }
  return who
})

/** A folder on the node's own disk; it stays when it could not be brought back. */
const localFolder = ({ localDir }: JobArray, { id }: Identity) =>
  Effect.acquireRelease(
    Effect.gen(function*() {
      const parent = yield* Either.mapLeft(
        expandVariables(localDir, process.env),
        (message) => new UsageError({ message: `local_dir: ${message}` })
      )
      return yield* withFiles(parent, () => mkdtemp(join(parent, `introspect-${id}-`)))
    }),
    (folder, exit) =>
      isLost(exit)
        ? Effect.logError(`not brought back: what this job has made is still in ${folder} of ${hostname()}`)
        : Effect.promise(() => rm(folder, { recursive: true, force: true }))
  )

/** What could not be brought back is the one failure of storage that ends a job. */
const isLost = (exit: Exit.Exit<unknown, unknown>): boolean =>
  Exit.isFailure(exit)
  && Option.exists(
    Cause.failureOption(exit.cause),
    (error) => typeof error === "object" && error !== null && "_tag" in error && error._tag === "StorageError"
  )

/** Asks Slurm for another life, unless somebody wants the job to end. */
const requeued = Effect.fnUntraced(function*({ id, isSlurm }: Identity) {
  if (!isSlurm) return false
  const { requeue, state } = yield* Slurm
  // A job that is cancelled, or that Slurm requeues itself, is no longer RUNNING.
  if ((yield* state(id)) !== "RUNNING") return false
  yield* requeue(id)
  return true
})

type Phase = JobState["phase"]

const phaseOf = (exit: Exit.Exit<unknown, unknown>): Phase => {
  if (Exit.isSuccess(exit)) return "complete"
  if (Exit.isInterrupted(exit)) return "stopped"
  return Option.exists(Cause.failureOption(exit.cause), (error) => error instanceof Incomplete)
    ? "incomplete"
    : "failed"
}

const whyOf = (cause: Cause.Cause<unknown>): string => {
  const [error] = Cause.failures(cause)
  return error instanceof Error ? error.message : Cause.pretty(cause)
}

/** Writes this job's state, so that `introspect jobs status` needs no log. */
const makeTeller = (script: string, who: Identity) => {
  let state: Omit<JobState, "at"> = {
    format: "introspect-job-state/1",
    ...{ jobId: who.id, node: hostname(), phase: "starting", restarts: who.restarts },
    ...{ serverRestarts: 0, port: null, message: null }
  }
  return Effect.fnUntraced(function*(change: Partial<JobState>) {
    state = { ...state, ...change }
    const at = new Date(yield* Clock.currentTimeMillis).toISOString()
    yield* writeState(script, who.task, { ...state, at }).pipe(
      Effect.catchAll(({ message }) => Effect.logWarning(message))
    )
  })
}

/** Slurm may say more than once that a job has to stop; the first time is enough, and the rest must not kill it. */
const ignoreFurtherSignals = Effect.acquireRelease(
  Effect.sync(() => {
    const ignore = () => undefined
    process.on("SIGTERM", ignore)
    return ignore
  }),
  (ignore) => Effect.sync(() => process.removeListener("SIGTERM", ignore))
)

/** Runs one job of an array: its number is Slurm's, or 0. */
export const run = Effect.fnUntraced(function*({ script }: { readonly script: string }) {
  yield* ignoreFurtherSignals
  const who = yield* identity
  const array = yield* readArray(script)
  const ids = array.tasks[who.task]
  if (ids === undefined) {
    return yield* new UsageError({ message: `${script}: there is no job ${who.task}` })
  }
  const tell = makeTeller(script, who)
  yield* tell({})
  const slurm = yield* Layer.build(slurmLayer())
  const job = Effect.gen(function*() {
    const folder = yield* localFolder(array, who)
    const [local, shared] = [storeOf(folder), storeOf(array.persistentDir)]
    const usesFile = Option.isNone(yield* sharedCache)
    const after = yield* copyIn({ shared, local, model: array.model.name, ids }, { cache: usesFile })
    const by = `${who.id}.r${who.restarts}`
    const bringBack = makeBringer({ shared, local, by, part: partName(array.model.name, by), after })
    const { server, url } = yield* startServer(array, { id: who.id, folder, tell })
    return yield* supervise({
      server,
      work: answerCells(array, { folder, ids, url }),
      interval: Duration.millis(array.bringBack),
      bringBack: Effect.flatMap(
        bringBack,
        ({ experiments, generations }) =>
          experiments + generations === 0
            ? Effect.void
            : Effect.logInfo(`brought back: ${generations} generations, ${experiments} experiments`)
      ),
      stopped: requeued(who).pipe(
        Effect.provide(slurm),
        Effect.flatMap((isRequeued) => isRequeued ? tell({ phase: "requeued" }) : Effect.void),
        Effect.catchAll(({ message }) => Effect.logError(`not queued again: ${message}`))
      )
    })
  })
  return yield* job.pipe(
    Effect.scoped,
    Effect.onExit((exit) => {
      const phase = phaseOf(exit)
      const message = Exit.isFailure(exit) && phase !== "stopped" ? whyOf(exit.cause) : null
      return tell({ phase, message })
    })
  )
}, Effect.scoped)

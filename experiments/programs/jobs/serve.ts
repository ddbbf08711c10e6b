/**
 * `introspect jobs serve`: a server alone on a node, and how to reach it.
 */
import { Effect, Either, Option } from "effect"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { slugOf } from "../../../layers/exchange/inbox.ts"
import { Slurm } from "../../../layers/slurm/Slurm.ts"
import { nameModel } from "../../../src/experiment/resolveModel.ts"
import type { JobState } from "../../../src/jobs/Job.ts"
import { resourcesOf } from "../../../src/jobs/needs.ts"
import { asUsageError, UsageError } from "../../errors/UsageError.ts"
import { print } from "../../process/print.ts"
import { readModels } from "../../setup/inputs.ts"
import { readCluster, slurmOf } from "./cluster.ts"
import { readState, scriptsIn, writeWhole } from "./files.ts"
import { arrayFile, gridFolder, logFolder } from "./folders.ts"
import { arrayFiles } from "./planned.ts"

export interface ServeFlags {
  readonly model: string
  readonly modelId: Option.Option<string>
  readonly models: Option.Option<string>
  readonly cluster: string
  /** The job's limit in minutes. */
  readonly time: number
  readonly port: number
}

const tunnel = ({ node, port }: JobState, login: string | null, local: number): string =>
  `ssh -N -f -L localhost:${local}:${node}:${port} ${login ?? "LOGIN-NODE"}`

/** Waits until the job says where its server is, or has ended. */
const whereIs = (script: string, id: string) =>
  Effect.gen(function*() {
    const state = yield* readState(script, 0)
    if (state?.port !== null && state?.port !== undefined && state.phase === "running") return state
    const { queue } = yield* Slurm
    const isQueued = (yield* queue).some((job) => job.id.startsWith(`${id}_`))
    if (isQueued) return null
    return yield* new UsageError({
      message: `job ${id} has ended before its server was ready${
        state?.message === undefined || state.message === null ? "" : `: ${state.message}`
      }; see its log beside those of the other jobs`
    })
  }).pipe(
    Effect.delay("2 seconds"),
    Effect.repeat({ until: (state): state is JobState => state !== null })
  )

/** Submits a server without cells, waits until it is ready, and prints the line of the ssh tunnel to it. */
export const serve = Effect.fnUntraced(
  function*({ cluster: name, model, modelId, models, port, time }: ServeFlags) {
    const cluster = yield* readCluster(name)
    const { profile } = cluster
    const definition = {
      name: model,
      id: Option.getOrUndefined(modelId),
      registry: yield* readModels(models)
    }
    const { model: named } = yield* Either.mapLeft(nameModel(definition), asUsageError)
    const resources = resourcesOf(profile, named.name)
    if (resources === null) {
      return yield* new UsageError({
        message: `${cluster.path}: no rule of \`resources\` is for the model ${named.name}`
      })
    }
    const folder = gridFolder(profile.persistent_dir, "serve")
    const script = join(folder, `${slugOf(named.name)}-${1 + (yield* scriptsIn(folder)).length}.sh`)
    const files = yield* arrayFiles(
      cluster,
      { id: named.id, name: named.name },
      { model: named.name, resources, minutes: time, tasks: [[]] },
      { grid: null, script, title: `A server for ${named.name}` }
    )
    yield* Effect.promise(() => mkdir(logFolder(profile.persistent_dir), { recursive: true }))
    yield* writeWhole(arrayFile(script), files.array!.text)
    yield* writeWhole(script, files.text)
    yield* Effect.gen(function*() {
      const id = yield* (yield* Slurm).submit(script, [])
      yield* Effect.logInfo(`job ${id} waits or starts; Ctrl-C ends the waiting, and scancel ${id} the job`)
      const state = yield* whereIs(script, id)
      yield* print([
        tunnel(state, files.array!.file.login, port),
        `introspect run --client ${profile.server.client} --endpoint http://localhost:${port} --model-name ${named.name} …`,
        `scancel ${id}`
      ].join("\n"))
    }).pipe(Effect.provide(slurmOf(profile)))
  }
)

/**
 * The profile of a cluster, by its name or its file.
 */
import { Effect, Either, Layer } from "effect"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { layer as slurmLayer, Slurm } from "../../../layers/slurm/Slurm.ts"
import { expandVariables } from "../../../src/jobs/placeholders.ts"
import { decodeProfile, type Profile } from "../../../src/jobs/Profile.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { packageFolder } from "../../process/manifest.ts"
import { readData } from "../../setup/inputs.ts"

/** The folder of profiles and templates that come with the package. */
export const jobsFolder = join(packageFolder, "jobs")

/** A profile whose variables of the login node have been filled in, and where it was read. */
export interface Cluster {
  readonly profile: Profile
  readonly path: string
}

/** A name is one of ours, everything else a path. */
const pathOf = (name: string): string =>
  /^[\w-]+$/.test(name) && !existsSync(name) ? join(jobsFolder, "profiles", `${name}.yaml`) : name

type Expand = (text: string) => Either.Either<string, string>

const expandIn = <Fields extends { readonly [key: string]: unknown }>(
  fields: Fields,
  keys: readonly (keyof Fields)[],
  expand: Expand
): Either.Either<Fields, string> =>
  Either.gen(function*() {
    const changed: { [key: string]: unknown } = { ...fields }
    for (const key of keys) {
      const value = fields[key]
      if (typeof value === "string") changed[String(key)] = yield* expand(value)
    }
    return changed as Fields
  })

/** Fills in what the login node knows; `local_dir` and the server's command are read on the job's node. */
const expanded = (profile: Profile, expand: Expand): Either.Either<Profile, string> =>
  Either.gen(function*() {
    const { container } = profile.server
    const server = yield* expandIn(profile.server, ["models"], expand)
    return {
      ...(yield* expandIn(profile, ["persistent_dir"], expand)),
      slurm: yield* expandIn(profile.slurm, ["account", "partition", "completion_log"], expand),
      server: container === undefined
        ? server
        : { ...server, container: yield* expandIn(container, ["image"], expand) }
    }
  })

/** Reads a profile; with the variables of this process, which runs on the login node. */
export const readCluster = Effect.fnUntraced(function*(
  name: string
): Effect.fn.Return<Cluster, UsageError> {
  const path = pathOf(name)
  const profile = yield* readData(path, "profile of a cluster", decodeProfile)
  const filled = expanded(profile, (text) => expandVariables(text, process.env))
  return yield* Either.match(filled, {
    onLeft: (problem) => Effect.fail(new UsageError({ message: `${path}: ${problem}` })),
    onRight: (profile) => Effect.succeed({ profile, path })
  })
})

/** The Slurm of a cluster. */
export const slurmOf = ({ slurm }: Profile) => slurmLayer({ completionLog: slurm.completion_log })

/** The same for those who only look: where there is no Slurm, they are told so and see what is on disk. */
export const slurmIfAny = (profile: Profile) =>
  Layer.effect(
    Slurm,
    Effect.map(Slurm, (slurm) => ({
      ...slurm,
      queue: Effect.catchAll(slurm.queue, ({ message }) =>
        Effect.as(Effect.logWarning(`what is in the queue is not known: ${message}`), []))
    }))
  ).pipe(Layer.provide(slurmOf(profile)))

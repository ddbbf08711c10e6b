/**
 * `introspect jobs sync`: results, generations and the program itself to a cluster and back, by rsync.
 */
import { Data, Effect, Option } from "effect"
import { existsSync } from "node:fs"
import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { mergeCaches } from "../../../layers/cache/sqlite/merge.ts"
import { partName, partsOf, slugOf } from "../../../layers/exchange/inbox.ts"
import type { Store } from "../../../layers/exchange/Store.ts"
import { runProgram, runVisibly, type Words } from "../../../layers/processes/run.ts"
import { openReadOnly } from "../../../layers/sqlite/open.ts"
import { shellWords } from "../../../src/jobs/script.ts"
import { mergedLine } from "../../display/merged.ts"
import { showWork } from "../../display/work.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { packageFolder } from "../../process/manifest.ts"
import { print } from "../../process/print.ts"
import { storeOf } from "./folders.ts"

/** What could not be carried. */
class NotSynced extends Data.TaggedError("NotSynced")<{ readonly message: string }> {}

export interface SyncFlags {
  readonly host: string
  readonly direction: "push" | "pull"
  readonly persistentDir: string
  /** The persistent directory there; else $SCRATCH/introspect of that host. */
  readonly remote: Option.Option<string>
  /** Also this program, when pushing: the folder to put it in. */
  readonly code: Option.Option<string>
  readonly dry: boolean
}

/** Locks and logs of processes that run there are of no use here; what is newer here stays. */
const rsync = [
  "rsync",
  "--archive",
  "--update",
  "--mkpath",
  "--exclude=*.lock",
  "--exclude=*-shm",
  "--exclude=.*.part"
] as const

const carry = Effect.fnUntraced(function*(words: Words, dry: boolean) {
  yield* print(shellWords(words))
  if (dry) return
  const code = yield* Effect.mapError(runVisibly(words), ({ message }) => new NotSynced({ message }))
  if (code !== 0) {
    return yield* new NotSynced({
      message: `${words[0]} ended with exit code ${code}; the same command goes on`
    })
  }
})

/** The persistent directory of the host, by its own environment. */
const remoteFolder = Effect.fnUntraced(function*({ host, remote }: SyncFlags) {
  if (Option.isSome(remote)) return remote.value
  const asked = yield* Effect.mapError(
    runProgram(["ssh", host, "bash -lc 'echo \"$SCRATCH\"'"]),
    ({ message }) => new NotSynced({ message })
  )
  const scratch = asked.stdout.trim().split("\n").at(-1) ?? ""
  if (asked.code === 0 && scratch.startsWith("/")) return `${scratch}/introspect`
  return yield* new UsageError({
    message: asked.code === 0
      ? `${host} has no $SCRATCH: name its persistent directory with --remote`
      : `ssh ${host}: ${asked.stderr.trim()}`
  })
})

const scratch = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "introspect-sync-"))),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
)

/** This machine's generations go into the inbox there, as those of a job do. */
const pushCache = Effect.fnUntraced(function*({ cache }: Store, there: Store, { dry, host }: SyncFlags) {
  if (!existsSync(cache)) return
  const copy = join(yield* scratch, "generations.sqlite")
  if (!dry) yield* (yield* openReadOnly(cache)).run("VACUUM INTO ?", [copy])
  const target = join(there.inbox, partName(null, slugOf(hostname())))
  yield* carry([...rsync, copy, `${host}:${target}`], dry)
}, Effect.scoped)

const push = Effect.fnUntraced(function*(flags: SyncFlags, here: Store, there: Store) {
  const { code, dry, host } = flags
  for (const part of ["results", "datasets"] as const) {
    if (existsSync(here[part])) yield* carry([...rsync, `${here[part]}/`, `${host}:${there[part]}/`], dry)
  }
  yield* pushCache(here, there, flags)
  if (Option.isSome(code)) {
    const left = ["--exclude=/.git", "--exclude=/node_modules", "--exclude=/introspect-data"]
    yield* carry([...rsync, ...left, `${packageFolder}/`, `${host}:${code.value}/`], dry)
  }
})

/** The generations of the host are merged into this machine's; its own stay first. */
const pullCache = Effect.fnUntraced(function*(here: Store, there: Store, { dry, host }: SyncFlags) {
  // It stays, so that the next time only what is new is carried.
  const copy = join(here.inbox, "..", "from", slugOf(host))
  yield* carry([
    ...rsync,
    "--include=/generations.sqlite",
    "--include=/inbox/***",
    "--exclude=*",
    `${host}:${join(there.cache, "..")}/`,
    `${copy}/`
  ], dry)
  if (dry) return
  const main = join(copy, "generations.sqlite")
  const sources = [...(existsSync(main) ? [main] : []), ...yield* partsOf(join(copy, "inbox"))]
  if (sources.length === 0) return
  const merged = yield* Effect.scoped(
    Effect.flatMap(showWork("merging"), (tell) => mergeCaches(sources, here.cache, tell))
  )
  yield* print(merged.map(mergedLine).join("\n"))
})

/** Only the results of a persistent directory, also where there are none yet. */
const onlyResults = ["--include=/results/", "--include=/results/analysis/***", "--exclude=*"] as const

const pull = Effect.fnUntraced(function*(flags: SyncFlags, here: Store, there: Store, remote: string) {
  yield* Effect.promise(() => mkdir(here.results, { recursive: true }))
  yield* pullCache(here, there, flags)
  yield* carry([...rsync, ...onlyResults, `${flags.host}:${remote}/`, `${flags.persistentDir}/`], flags.dry)
})

/** Carries everything to a host, or from it; twice is as good as once. */
export const sync = Effect.fnUntraced(function*(flags: SyncFlags) {
  const remote = yield* remoteFolder(flags)
  const [here, there] = [storeOf(flags.persistentDir), storeOf(remote)]
  yield* flags.direction === "push" ? push(flags, here, there) : pull(flags, here, there, remote)
})

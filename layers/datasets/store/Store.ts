/**
 * Where downloaded data sets are kept, and how one gets there.
 */
import { type Duration, Effect, Schedule, type Scope } from "effect"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { DatasetError } from "../../../src/storage/Datasets.ts"
import type { Hub } from "../../hub/Hub.ts"
import { holdLock } from "../../results/Lock.ts"
import { datasetError } from "../hub/failures.ts"
import { attempt, unavailable, writeProblem } from "../problem.ts"
import type { Transfers } from "../transfer/Transfers.ts"
import { type Manifest, manifestFile, manifestText, readManifest } from "./Manifest.ts"
import { writeWhole } from "./write.ts"

/** A folder of data sets, and how one that is missing gets there. */
export interface Store {
  /** The folder of all data sets. */
  readonly folder: string
  /** Whether what is missing is downloaded; if not, it is an error that says how to. */
  readonly mayFetch: boolean
  readonly transfers: Transfers
  /** The wait before a second attempt of a download; default a second. */
  readonly firstDelay?: Duration.Duration | undefined
}

const lockFile = "download.lock"

/** One process downloads; others wait for it, and find what it made. */
const waitForLock = (folder: string) =>
  holdLock(join(folder, lockFile), folder).pipe(
    Effect.retry({ while: ({ reason }) => reason === "Held", schedule: Schedule.spaced("500 millis") }),
    Effect.mapError(({ message }) => unavailable(message))
  )

const make = Effect.fnUntraced(function*(
  store: Store,
  folder: string,
  prepare: (hub: Hub, folder: string) => Effect.Effect<Manifest, DatasetError, Scope.Scope>
) {
  yield* attempt(() => mkdir(folder, { recursive: true }), writeProblem(folder))
  yield* waitForLock(folder)
  const made = yield* readManifest(folder)
  if (made !== null) return made
  // Connections are loaded when something is fetched: most commands find everything here.
  const { makeHub } = yield* Effect.promise(() => import("../../hub/Hub.ts"))
  const hub = yield* Effect.mapError(makeHub({ firstDelay: store.firstDelay }), datasetError)
  const manifest = yield* prepare(hub, folder)
  const path = join(folder, manifestFile)
  yield* attempt(
    () => writeWhole(path, (file) => file.writeFile(manifestText(manifest))),
    writeProblem(path)
  )
  return manifest
}, Effect.scoped)

/** The manifest of a data set, which is downloaded first where it is missing. */
export const ensure = Effect.fnUntraced(function*(
  store: Store,
  { command, folder, name }: { readonly name: string; readonly folder: string; readonly command: string },
  prepare: (hub: Hub, folder: string) => Effect.Effect<Manifest, DatasetError, Scope.Scope>
): Effect.fn.Return<Manifest, DatasetError> {
  const stored = yield* readManifest(join(store.folder, folder))
  if (stored !== null) return stored
  if (!store.mayFetch) {
    return yield* new DatasetError({
      reason: "Missing",
      message: `${name} is not on this machine yet; download it by: ${command}`
    })
  }
  yield* Effect.logInfo(`downloading ${name} to ${join(store.folder, folder)}`)
  return yield* make(store, join(store.folder, folder), prepare)
})

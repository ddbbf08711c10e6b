/**
 * What a job takes to its node's own disk before it begins.
 */
import { Effect } from "effect"
import { mkdir, rm, symlink } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { mergeCaches } from "../cache/sqlite/merge.ts"
import { openCache } from "../cache/sqlite/open.ts"
import { partsOf } from "./inbox.ts"
import { copyDatabase, copyIfThere, type Store, withFiles } from "./Store.ts"

export interface CopyIn {
  readonly shared: Store
  readonly local: Store
  /** The model that the job asks. */
  readonly model: string
  /** The experiments that it writes. */
  readonly ids: readonly string[]
}

/**
 * The generations of the shared directory.
 *
 * The inbox is read before the cache: a file that has just left it is in the cache by then.
 */
const copyCache = Effect.fnUntraced(function*({ local, model, shared }: CopyIn) {
  const parts = yield* partsOf(shared.inbox, model)
  const copies = yield* Effect.filter(
    parts.map((part, i) => [part, join(dirname(local.cache), `inbox-${i}.sqlite`)] as const),
    ([part, copy]) => copyIfThere(part, copy)
  )
  yield* copyDatabase(shared.cache, local.cache)
  const files = copies.map(([, copy]) => copy)
  if (files.length > 0) yield* mergeCaches(files, local.cache)
  yield* withFiles(local.cache, () => Promise.all(files.map((file) => rm(file))))
  const { prepare } = yield* openCache(local.cache)
  return Number(prepare("SELECT coalesce(max(id), 0) FROM generation").pluck().get())
}, Effect.scoped)

/** Nobody writes data sets in a job, and each is read once. */
const linkDatasets = ({ local, shared }: CopyIn) =>
  withFiles(local.datasets, async () => {
    await mkdir(shared.datasets, { recursive: true })
    await mkdir(dirname(local.datasets), { recursive: true })
    await symlink(shared.datasets, local.datasets)
  })

/**
 * Copies what the job goes on from; gives the last row of the cache that is not the job's own.
 *
 * Without a cache (it is in Postgres) there is none.
 */
export const copyIn = Effect.fnUntraced(function*(
  job: CopyIn,
  { cache }: { readonly cache: boolean }
): Effect.fn.Return<number | null, StorageError> {
  const { ids, local, shared } = job
  yield* linkDatasets(job)
  for (const id of ids) {
    yield* copyDatabase(join(shared.results, `${id}.sqlite`), join(local.results, `${id}.sqlite`))
    yield* copyIfThere(join(shared.results, `${id}.json`), join(local.results, `${id}.json`))
  }
  return cache ? yield* copyCache(job) : null
})

/**
 * The data sets of the paper: downloaded once from where they are published, and then read from the store.
 */
import { Effect, Scope } from "effect"
import { join } from "node:path"
import type { Split } from "../../src/domain/Observation.ts"
import { type Dataset, type DatasetError } from "../../src/storage/Datasets.ts"
import type { Hub } from "../hub/Hub.ts"
import { isCommit } from "../hub/Repository.ts"
import { readMembers } from "./babi/archive.ts"
import { babiRows } from "./babi/parse.ts"
import {
  type BabiOrigin,
  boundsOf,
  type HubOrigin,
  type PublishedDataset
} from "./catalogue/PublishedDataset.ts"
import { builtIn, type DatasetSource } from "./DatasetSource.ts"
import { resolveRevision } from "./hub/client.ts"
import { fetchFile } from "./hub/fetchFile.ts"
import { attempt, invalid, readProblem, unreadable } from "./problem.ts"
import { convert, type SplitFile } from "./store/convert.ts"
import { type Manifest, type Origin, type StoredSplit } from "./store/Manifest.ts"
import { openSlice } from "./store/openSlice.ts"
import { ensure, type Store } from "./store/Store.ts"
import { parquet } from "./table/parquet.ts"
import { fetchUrl } from "./transfer/fetchUrl.ts"

/** The files of each published split, and what the manifest says of where they came from. */
interface Fetched {
  readonly origin: Origin
  readonly splits: ReadonlyMap<string, readonly SplitFile[]>
}

const fromHub = Effect.fnUntraced(
  function*(hub: Hub, { config, files, repo, revision: named }: HubOrigin, store: Store) {
    const revision = yield* resolveRevision(hub, repo, named)
    const fetched = yield* Effect.forEach(
      Object.entries(files),
      ([split, file]) =>
        Effect.map(
          fetchFile(hub, { repo, revision, ...file }, store.transfers),
          (found) => [split, found] as const
        )
    )
    const result: Fetched = {
      origin: {
        _tag: "Hub",
        repo,
        config,
        revision,
        files: fetched.map(([, { path, sha256, size }]) => ({ path, size, sha256 }))
      },
      splits: new Map(fetched.map(([split, { local, path }]) =>
        [split, [{
          name: `${repo} ${path}`,
          rows: () => parquet(local)
        }]] as const
      ))
    }
    return result
  }
)

/** The archive stays, for the other tasks in it. */
const fromBabi = Effect.fnUntraced(function*(hub: Hub, { members, sources }: BabiOrigin, store: Store) {
  const local = join(store.folder, "downloads", "tasks_1-20_v1-2.tar.gz")
  const archive = yield* fetchUrl(hub, sources, local, store.transfers)
  const texts = yield* attempt(() => readMembers(local, Object.values(members)), readProblem(local))
  const result: Fetched = {
    origin: { _tag: "Archive", ...archive },
    splits: new Map(
      Object.entries(members).map(([split, path]) =>
        [split, [{ name: path, rows: () => babiRows(path, texts.get(path)!) }]] as const
      )
    )
  }
  return result
})

const grouped = (count: number) => count.toLocaleString("en-US")

/** Every published split that is used, each with the number of rows that it must have. */
const convertAll = (dataset: PublishedDataset, { splits }: Fetched, folder: string) =>
  Effect.forEach(
    splits,
    Effect.fnUntraced(function*([split, files]) {
      const { category, clean, name, origin, rows } = dataset
      const reading = origin._tag === "Hub" ? { category, map: origin.map } : { category }
      const { stored } = yield* convert(folder, { split, files, reading, clean })
      const expected = rows[split] ?? stored.rows
      return stored.rows === expected
        ? [split, stored] as const
        : yield* invalid(`${name} ${split} has ${grouped(stored.rows)} rows, not ${grouped(expected)}`)
    })
  )

/** Data of another commit than the one that this version names is other data. */
const checkRevision = (dataset: PublishedDataset, { origin }: Manifest, folder: string) => {
  const { origin: wanted } = dataset
  return wanted._tag === "Hub" && origin._tag === "Hub" && isCommit(wanted.revision)
      && wanted.revision !== origin.revision
    ? Effect.fail(
      unreadable(
        folder,
        `${dataset.name} of another commit (${origin.revision}); move it away, and download it again`
      )
    )
    : Effect.void
}

/** The manifest of a data set, which is downloaded first where it is missing. */
export const ensurePublished = Effect.fnUntraced(function*(
  store: Store,
  dataset: PublishedDataset
): Effect.fn.Return<Manifest, DatasetError> {
  const { category, name, origin } = dataset
  const where = { name, folder: name, command: `introspect download --datasets ${name}` }
  const manifest = yield* ensure(store, where, (hub, folder) =>
    Effect.gen(function*() {
      const fetched = yield* origin._tag === "Hub"
        ? fromHub(hub, origin, store)
        : fromBabi(hub, origin, store)
      const splits = Object.fromEntries(yield* convertAll(dataset, fetched, folder))
      const made: Manifest = {
        format: "introspect-dataset/1",
        name,
        category,
        origin: fetched.origin,
        splits,
        unusable: {}
      }
      return made
    }))
  yield* checkRevision(dataset, manifest, join(store.folder, name))
  return manifest
})

const openPublished = Effect.fnUntraced(function*(
  store: Store,
  dataset: PublishedDataset,
  split: Split
): Effect.fn.Return<Dataset, DatasetError, Scope.Scope> {
  const manifest = yield* ensurePublished(store, dataset)
  const slice = dataset.slices[split]
  const stored: StoredSplit | undefined = manifest.splits[slice.of]
  if (stored === undefined) return yield* invalid(`${dataset.name} has no split ${slice.of} in its folder`)
  return yield* openSlice(join(store.folder, dataset.name), manifest, stored, boundsOf(slice, stored.rows))
})

/** The data sets of a catalogue, kept open until the scope closes. */
export const published = (
  store: Store,
  catalogue: readonly PublishedDataset[]
): Effect.Effect<DatasetSource, never, Scope.Scope> =>
  Effect.map(Effect.scope, (scope) => {
    const find = (name: string) => catalogue.find((dataset) => dataset.name === name)
    return builtIn({
      names: catalogue.map(({ name }) => name),
      has: (name) => find(name) !== undefined,
      open: (name, split) => Scope.extend(openPublished(store, find(name)!, split), scope)
    })
  })

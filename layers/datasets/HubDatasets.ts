/**
 * Any data set of the Hub that has a Parquet conversion: `hub:owner/name`, downloaded at its first use.
 */
import { Effect, Scope } from "effect"
import { join } from "node:path"
import { showColumnMap } from "../../src/domain/ColumnMap.ts"
import type { DatasetReading } from "../../src/domain/DatasetReading.ts"
import { canonicalJson, digestText } from "../../src/domain/Digest.ts"
import { type HubName, isHubName, parseHubName } from "../../src/domain/HubName.ts"
import type { Split } from "../../src/domain/Observation.ts"
import { type Dataset, type DatasetError } from "../../src/storage/Datasets.ts"
import type { Hub } from "../hub/Hub.ts"
import type { DatasetSource } from "./DatasetSource.ts"
import { listPaths, resolveRevision } from "./hub/client.ts"
import { conversionBranch, conversionOf, publishedSplit } from "./hub/conversion.ts"
import { type FetchedFile, fetchFile } from "./hub/fetchFile.ts"
import { invalid } from "./problem.ts"
import { convert } from "./store/convert.ts"
import type { Manifest, StoredSplit } from "./store/Manifest.ts"
import { openSlice } from "./store/openSlice.ts"
import { ensure, type Store } from "./store/Store.ts"
import { parquet } from "./table/parquet.ts"

const parseName = (name: string): Effect.Effect<HubName, DatasetError> =>
  Effect.fromNullable(parseHubName(name)).pipe(
    Effect.mapError(() =>
      invalid(`${name} is no name of the Hub: write hub:owner/name, or hub:owner/name@revision`)
    )
  )

/** The same data read in another way is another data set. */
const folderOf = ({ repo, revision }: HubName, { category, config, map }: DatasetReading) => {
  const identity = canonicalJson({
    revision,
    category: category ?? null,
    config: config ?? null,
    map: map === undefined ? null : showColumnMap(map)
  })
  return join("hub", `${repo.replace("/", "--")}-${digestText(identity).slice(0, 8)}`)
}

const quoted = (text: string) => /[^\w@:/.-]/.test(text) ? `'${text}'` : text

const commandFor = (name: string, { category, config, map }: DatasetReading) =>
  [
    `introspect download --datasets ${name}`,
    ...(config === undefined ? [] : [`--config ${quoted(config)}`]),
    ...(category === undefined ? [] : [`--category ${category}`]),
    ...(map === undefined ? [] : [`--map ${quoted(showColumnMap(map))}`])
  ].join(" ")

/** Converts the splits that the map can read: test splits often hide their labels. */
const convertUsable = Effect.fnUntraced(function*(
  name: string,
  repo: string,
  fetched: readonly (readonly [split: string, files: readonly FetchedFile[]])[],
  reading: DatasetReading,
  folder: string
) {
  const splits: { [split: string]: StoredSplit } = {}
  const unusable: { [split: string]: string } = {}
  let category = reading.category
  for (const [split, files] of fetched) {
    const conversion = {
      split,
      files: files.map(({ local, path }) => ({ name: `${repo} ${path}`, rows: () => parquet(local) })),
      reading: { ...reading, category }
    }
    const converted = yield* Effect.catchIf(
      convert(folder, conversion),
      ({ reason }) => reason === "Invalid",
      ({ message }) => Effect.succeed(message)
    )
    if (typeof converted === "string") {
      yield* Effect.logWarning(`${name}: the split ${split} cannot be used: ${converted}`)
      unusable[split] = converted
    } else {
      splits[split] = converted.stored
      category = converted.category
    }
  }
  return category === undefined || Object.keys(splits).length === 0
    ? yield* invalid(`${name}: no split can be used: ${Object.values(unusable)[0]}`)
    : { category, splits, unusable }
})

const prepare = (name: string, { repo, revision: named }: HubName, reading: DatasetReading, store: Store) =>
  Effect.fnUntraced(function*(hub: Hub, folder: string): Effect.fn.Return<Manifest, DatasetError> {
    const revision = yield* resolveRevision(hub, repo, named ?? conversionBranch)
    const { config, splits } = yield* conversionOf(
      repo,
      yield* listPaths(hub, repo, revision),
      reading.config
    )
    const fetched = yield* Effect.forEach(
      [...splits],
      ([split, paths]) =>
        Effect.map(
          Effect.forEach(paths, (path) => fetchFile(hub, { repo, revision, path }, store.transfers)),
          (files) => [split, files] as const
        )
    )
    const converted = yield* convertUsable(name, repo, fetched, reading, folder)
    return {
      format: "introspect-dataset/1",
      name: `hub:${repo}`,
      origin: {
        _tag: "Hub",
        repo,
        config,
        revision,
        files: fetched.flatMap(([, files]) => files.map(({ path, sha256, size }) => ({ path, size, sha256 })))
      },
      ...(reading.map === undefined ? {} : { map: showColumnMap(reading.map) }),
      ...converted
    }
  })

/** The manifest of a data set of the Hub and its folder; it is downloaded first where it is missing. */
export const ensureHub = Effect.fnUntraced(function*(
  store: Store,
  name: string,
  reading: DatasetReading
): Effect.fn.Return<{ readonly manifest: Manifest; readonly folder: string }, DatasetError> {
  const hubName = yield* parseName(name)
  const folder = folderOf(hubName, reading)
  const manifest = yield* ensure(
    store,
    { name, folder, command: commandFor(name, reading) },
    prepare(name, hubName, reading, store)
  )
  return { manifest, folder: join(store.folder, folder) }
})

const openHub = Effect.fnUntraced(function*(
  store: Store,
  name: string,
  split: Split,
  reading: DatasetReading
): Effect.fn.Return<Dataset, DatasetError, Scope.Scope> {
  const { folder, manifest } = yield* ensureHub(store, name, reading)
  const { splits, unusable } = manifest
  const published = yield* publishedSplit(name, [...Object.keys(splits), ...Object.keys(unusable)], split)
  const stored = splits[published]
  if (stored === undefined) {
    return yield* invalid(`${name}: the split ${published} cannot be used: ${unusable[published]}`)
  }
  const dataset = yield* openSlice(folder, manifest, stored, [0, stored.rows])
  const { map, origin } = manifest
  return {
    ...dataset,
    ...(origin._tag === "Hub"
      ? { hub: { repo: origin.repo, config: origin.config, revision: origin.revision } }
      : {}),
    ...(map === undefined ? {} : { map })
  }
})

/** Everything that is written `hub:…`, kept open until the scope closes. */
export const hubDatasets = (store: Store): Effect.Effect<DatasetSource, never, Scope.Scope> =>
  Effect.map(Effect.scope, (scope) => ({
    names: [],
    otherNames: "hub:owner/name",
    has: isHubName,
    open: (name, split, reading) => Scope.extend(openHub(store, name, split, reading), scope)
  }))

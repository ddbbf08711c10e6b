/**
 * `introspect download`: data sets from where they are published to this machine.
 */
import { Effect } from "effect"
import { join } from "node:path"
import { catalogue } from "../../layers/datasets/catalogue/catalogue.ts"
import { ensureHub } from "../../layers/datasets/HubDatasets.ts"
import { ensurePublished } from "../../layers/datasets/Published.ts"
import type { Manifest } from "../../layers/datasets/store/Manifest.ts"
import type { Store } from "../../layers/datasets/store/Store.ts"
import type { DatasetReading } from "../../src/domain/DatasetReading.ts"
import { isHubName } from "../../src/domain/HubName.ts"
import { didYouMean } from "../../src/domain/nearest.ts"
import { quietly } from "../display/quiet.ts"
import { showTransfers } from "../display/transfers.ts"
import { UsageError } from "../errors/UsageError.ts"
import { type ReadingFlags, readingOf } from "../options/reading.ts"
import { print } from "../process/print.ts"
import { datasetStore } from "../setup/storage.ts"

export interface DownloadFlags extends ReadingFlags {
  /** What to download, as words of their own and by --datasets. */
  readonly named: readonly string[]
  readonly datasets: readonly string[]
  readonly persistentDir: string
  readonly json: boolean
  readonly quiet: boolean
}

const names = catalogue.map(({ name }) => name)

const isRead = (reading: DatasetReading) => Object.values(reading).some((value) => value !== undefined)

/** Every name is checked before the first byte is asked for. */
const check = (name: string, reading: DatasetReading) => {
  if (isHubName(name)) return Effect.void
  const problem = names.includes(name)
    ? isRead(reading)
      ? `${name} is built in: --category, --config and --map are for data sets of the Hub`
      : null
    : `unknown data set ${name}${didYouMean(name, names)}; known: ${names.join(", ")}; or give hub:owner/name`
  return problem === null ? Effect.void : Effect.fail(new UsageError({ message: problem }))
}

const fetchOne = (store: Store, name: string, reading: DatasetReading) => {
  const dataset = catalogue.find((known) => known.name === name)
  return dataset === undefined
    ? ensureHub(store, name, reading)
    : Effect.map(
      ensurePublished(store, dataset),
      (manifest) => ({ manifest, folder: join(store.folder, name) })
    )
}

const splitsOf = ({ splits }: Manifest) =>
  Object.entries(splits).map(([split, { rows }]) => `${split} ${rows.toLocaleString("en-US")}`).join(", ")

/** Downloads what is missing, one data set after the other, and says what is there. */
export const download = Effect.fnUntraced(
  function*({ datasets, json, named, persistentDir, ...flags }: DownloadFlags) {
    const reading = readingOf(flags)
    const asked = new Set([...named, ...datasets])
    const wanted = asked.size === 0 ? names : [...asked]
    yield* Effect.forEach(wanted, (name) => check(name, reading))
    const store = datasetStore(persistentDir, true)
    yield* showTransfers(store.transfers)
    const fetched = yield* Effect.forEach(
      wanted,
      (name) =>
        Effect.tap(
          fetchOne(store, name, reading),
          ({ folder, manifest }) =>
            json ? Effect.void : print(`${manifest.name}: ${splitsOf(manifest)}  ${folder}`)
        )
    )
    if (json) {
      yield* print(JSON.stringify(fetched.map(({ folder, manifest }) => ({ ...manifest, folder }))))
    }
  },
  Effect.scoped,
  quietly
)

/**
 * A store of data sets in a folder of one test's own, with a fake Hub and a cache of the Hub of its own.
 */
import { Duration, Effect, Logger } from "effect"
import { join } from "node:path"
import type { PublishedDataset } from "../../layers/datasets/catalogue/PublishedDataset.ts"
import type { Store } from "../../layers/datasets/store/Store.ts"
import { layer } from "../../layers/datasets/stored.ts"
import { makeTransfers } from "../../layers/datasets/transfer/Transfers.ts"
import type { DatasetReading } from "../../src/domain/DatasetReading.ts"
import type { Split } from "../../src/domain/Observation.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { withEnvironment } from "./environment.ts"
import { fakeHub, type FakeRepo } from "./fakeHub.ts"
import { temporaryFolder } from "./folder.ts"

/** A commit's name made of one digit. */
export const commit = (digit: string): string => digit.repeat(40)

/** Starts a Hub and a store; the Hub ends with the scope. */
export const makeHubStore = Effect.fnUntraced(function*(
  repos: readonly FakeRepo[],
  plain: { readonly [path: string]: Uint8Array } = {}
) {
  const folder = yield* temporaryFolder
  const hub = yield* fakeHub(repos, plain)
  const environment: { [name: string]: string } = { HF_ENDPOINT: hub.url, HF_HOME: join(folder, "hf") }
  const store: Store = {
    folder: join(folder, "datasets"),
    mayFetch: true,
    transfers: makeTransfers(),
    firstDelay: Duration.millis(1)
  }

  /** Opens a split and reads all of its rows, as a process of its own would. */
  const read = (
    name: string,
    split: Split,
    options: {
      readonly reading?: DatasetReading
      readonly catalogue?: readonly PublishedDataset[]
      readonly mayFetch?: boolean
    } = {}
  ) =>
    Effect.gen(function*() {
      const datasets = yield* Datasets
      const dataset = yield* datasets.open(name, split, options.reading)
      const rows = yield* Effect.forEach(Array.from({ length: dataset.size }, (_, idx) => idx), dataset.row)
      return { ...dataset, rows }
    }).pipe(
      Effect.provide(layer({ ...store, mayFetch: options.mayFetch ?? true }, options.catalogue)),
      withEnvironment(environment),
      Effect.provide(Logger.remove(Logger.defaultLogger))
    )

  return { hub, environment, folder, store, read }
})

export type HubStore = Effect.Effect.Success<ReturnType<typeof makeHubStore>>

/**
 * Data that is not on this machine yet.
 */
import { Effect } from "effect"
import { isDownloaded } from "../../layers/datasets/stored.ts"
import type { Transfers } from "../../layers/datasets/transfer/Transfers.ts"
import type { Experiment } from "../../src/experiment/Experiment.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { showTransfers } from "../display/transfers.ts"

/** Downloads an experiment's data before anything is asked, with a display of its own; other data is left alone. */
export const fetchData = Effect.fnUntraced(function*(
  { dataset, reading, split }: Experiment,
  transfers: Transfers
) {
  if (!isDownloaded(dataset)) return
  yield* showTransfers(transfers)
  const datasets = yield* Datasets
  yield* datasets.open(dataset, split, reading)
}, Effect.scoped)

/**
 * Data before anything is asked: whether it can be had, and what is not on this machine yet.
 */
import { Effect } from "effect"
import { isDownloaded } from "../../layers/datasets/stored.ts"
import type { Transfers } from "../../layers/datasets/transfer/Transfers.ts"
import { dataOf } from "../../src/experiment/dataOf.ts"
import type { Experiment } from "../../src/experiment/Experiment.ts"
import { showTransfers } from "../display/transfers.ts"

/** Opens an experiment's data before any server is met; a download has a display of its own. */
export const openData = Effect.fnUntraced(function*(experiment: Experiment, transfers: Transfers) {
  if (isDownloaded(experiment.dataset)) yield* showTransfers(transfers)
  return yield* dataOf(experiment)
}, Effect.scoped)

/**
 * `introspect results list`: every experiment in a line.
 */
import { Effect } from "effect"
import { flagsInId } from "../../../src/domain/Variation.ts"
import { type Listed, listExperiments } from "../../../src/experiment/summary/listing.ts"
import { showRate } from "../../../src/reporting/rateText.ts"
import { plainTable } from "../../display/plainTable.ts"
import { print } from "../../process/print.ts"
import { inspectionLayer } from "../../setup/storage.ts"

const rowOf = ({ counts, ended, id, rates, spec }: Listed): string[] => [
  spec.model.name,
  `${spec.dataset.name} ${spec.split}`,
  [spec.task, flagsInId(spec.flags)].filter((part) => part !== "").join(" "),
  String(counts.total),
  showRate(rates.accuracy),
  rates.verdict === null ? "" : showRate(rates.verdict),
  ended?.slice(0, 16).replace("T", " ") ?? "not ended",
  id
]

const head = ["model", "data set", "task", "records", "accuracy", "faithful", "ended (UTC)", "id"]
const colAligns = ["left", "left", "left", "right", "right", "right", "left", "left"] as const

const table = (all: readonly Listed[]) => plainTable(head, colAligns, all.map(rowOf))

/** Prints all experiments under the persistent directory. */
export const list = Effect.fnUntraced(
  function*({ json, persistentDir }: { readonly json: boolean; readonly persistentDir: string }) {
    const all = yield* Effect.provide(listExperiments, inspectionLayer(persistentDir))
    if (json) return yield* print(JSON.stringify(all))
    yield* print(all.length === 0 ? `no results under ${persistentDir}` : table(all))
  }
)

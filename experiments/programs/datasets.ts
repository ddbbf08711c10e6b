/**
 * `introspect datasets`: what can be asked about.
 */
import { Effect } from "effect"
import { listDatasets, type ListedDataset } from "../../layers/datasets/listing.ts"
import { plainTable } from "../display/plainTable.ts"
import { print } from "../process/print.ts"
import { datasetStore } from "../setup/storage.ts"

const count = (rows: number | undefined) => rows === undefined ? "–" : rows.toLocaleString("en-US")

const head = ["data set", "category", "train", "valid", "test", "here", "licence", "source"]
const colAligns = ["left", "left", "right", "right", "right", "left", "left", "left"] as const

const rowOf = ({ category, licence, name, on_disk: isHere, source, splits }: ListedDataset) => [
  name,
  category,
  count(splits["train"]),
  count(splits["valid"] ?? splits["validation"]),
  count(splits["test"]),
  isHere ? "yes" : "no",
  licence,
  source
]

const hint = "Download those that are not on this machine by `introspect download --datasets NAME`."

/** Prints the list. */
export const datasets = Effect.fnUntraced(function*(
  { json, persistentDir }: { readonly persistentDir: string; readonly json: boolean }
) {
  const listed = yield* listDatasets(datasetStore(persistentDir, false).folder)
  if (json) return yield* print(JSON.stringify(listed))
  yield* print(`${plainTable(head, colAligns, listed.map(rowOf))}\n\n${hint}`)
})

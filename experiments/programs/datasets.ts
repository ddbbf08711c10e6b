/**
 * `introspect datasets`: what can be asked about.
 */
import Table from "cli-table3"
import { Effect } from "effect"
import { listDatasets, type ListedDataset } from "../../layers/datasets/listing.ts"
import { plain } from "../display/plainTable.ts"
import { print } from "../print.ts"
import { datasetStore } from "./storage.ts"

const count = (rows: number | undefined) => rows === undefined ? "–" : rows.toLocaleString("en-US")

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
  const table = new Table({
    ...plain,
    head: ["data set", "category", "train", "valid", "test", "here", "licence", "source"],
    colAligns: ["left", "left", "right", "right", "right", "left", "left", "left"]
  })
  table.push(...listed.map(rowOf))
  yield* print(`${table.toString()}\n\n${hint}`)
})

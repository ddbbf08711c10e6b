/**
 * `introspect results list`: every experiment in a line.
 */
import { Data, Effect } from "effect"
import { flagsInId } from "../../../src/domain/Variation.ts"
import { type Listed, listReadable } from "../../../src/experiment/summary/listing.ts"
import { showRate } from "../../../src/reporting/rateText.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import { plainTable } from "../../display/plainTable.ts"
import { print } from "../../process/print.ts"
import { inspectionLayer } from "../../setup/storage.ts"

/** Some results cannot be listed. */
export class Unreadable extends Data.TaggedError("Unreadable")<{ readonly errors: readonly StorageError[] }> {
  override get message(): string {
    const lines = this.errors.map(({ message }) => `\n  ${message}`)
    return `not listed, since they cannot be read:${lines.join("")}`
  }
}

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
    const { listed: all, unreadable } = yield* Effect.provide(listReadable, inspectionLayer(persistentDir))
    if (json) yield* print(JSON.stringify(all))
    else if (all.length > 0) yield* print(table(all))
    else if (unreadable.length === 0) yield* print(`no results under ${persistentDir}`)
    if (unreadable.length > 0) return yield* new Unreadable({ errors: unreadable })
  }
)

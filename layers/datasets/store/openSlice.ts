/**
 * A range of a stored split as the data set that an experiment asks about.
 */
import { Effect, type Scope } from "effect"
import type { TableRow } from "../../../src/domain/mappedRow.ts"
import type { Observation } from "../../../src/domain/Observation.ts"
import type { Dataset, DatasetError } from "../../../src/storage/Datasets.ts"
import type { Manifest, StoredSplit } from "./Manifest.ts"
import { openSplit } from "./openSplit.ts"

/** Every row was decoded before it was stored, and the digest of the file says that it still is what it was. */
const observation = (row: TableRow, idx: number) => ({ idx, ...row }) as unknown as Observation

/** Opens the rows from `start` up to `end`, which are numbered from 0. */
export const openSlice = Effect.fnUntraced(function*(
  folder: string,
  manifest: Manifest,
  stored: StoredSplit,
  [start, end]: readonly [start: number, end: number]
): Effect.fn.Return<Dataset, DatasetError, Scope.Scope> {
  const { row } = yield* openSplit(folder, stored)
  const { category, name } = manifest
  const dataset: Dataset = {
    name,
    category,
    sha256: null,
    size: end - start,
    row: (idx) => Effect.map(row(start + idx), (fields) => observation(fields, idx))
  }
  return dataset
})

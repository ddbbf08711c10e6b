/**
 * A user's own file. It has one split, which is taken for whichever is asked for.
 */
import { Effect } from "effect"
import { basename } from "node:path"
import { showColumnMap } from "../../src/domain/ColumnMap.ts"
import { isHubName } from "../../src/domain/HubName.ts"
import type { Dataset } from "../../src/storage/Datasets.ts"
import type { DatasetSource } from "./DatasetSource.ts"
import { isFileName } from "./table/openTable.ts"
import { readFile } from "./table/readFile.ts"

/** Everything that is written like a path. */
export const files: DatasetSource = {
  names: [],
  otherNames: "the path of a .jsonl, .csv or .parquet file",
  has: (name) => isFileName(name) && !isHubName(name),
  open: (path, _split, reading) =>
    Effect.map(readFile(path, reading), ({ category, rows, sha256 }): Dataset => ({
      name: basename(path),
      category,
      sha256,
      ...(reading.map === undefined ? {} : { map: showColumnMap(reading.map) }),
      size: rows.length,
      row: (idx) => Effect.succeed(rows[idx]!)
    }))
}

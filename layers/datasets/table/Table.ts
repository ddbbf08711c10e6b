/**
 * Rows of any file, one after the other, each with where it stands.
 */
import type { TableRow } from "../../../src/domain/mappedRow.ts"

/** One row, and the words that name its place: `line 3`, `row 2`. */
export interface PlacedRow {
  readonly where: string
  readonly row: TableRow
}

/** Rows as they are read: a problem is thrown as a `DatasetError` where it stands. */
export type Table = AsyncIterable<PlacedRow>

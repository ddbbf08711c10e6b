/**
 * How the rows of a user's data become observations, where they are not written as observations already.
 */
import type { ColumnMap } from "./ColumnMap.ts"
import type { CategoryName } from "./Observation.ts"

/** What a user says of data that is not built in. */
export interface DatasetReading {
  /** The category; default: the one that the fields tell. */
  readonly category?: CategoryName | undefined
  /** The configuration of a data set of the Hub; default: its only one. */
  readonly config?: string | undefined
  /** Which columns the fields come from; default: those of the same names. */
  readonly map?: ColumnMap | undefined
}

/**
 * A data set that is built in by name and downloaded from where it is published.
 */
import type { ColumnMap } from "../../../src/domain/ColumnMap.ts"
import type { CategoryName, Split } from "../../../src/domain/Observation.ts"
import type { UrlSource } from "../transfer/fetchUrl.ts"

/** Parquet files of the Hub. Sizes and digests are those of the pinned commit. */
export interface HubOrigin {
  readonly _tag: "Hub"
  readonly repo: string
  readonly config: string
  /** A commit; or a branch, whose commit is looked up at the first download and kept. */
  readonly revision: string
  readonly files: {
    readonly [published: string]: { readonly path: string; readonly size?: number; readonly sha256?: string }
  }
  readonly map: ColumnMap
}

/** Text files of a bAbI task in the archive of them all. */
export interface BabiOrigin {
  readonly _tag: "Babi"
  /** Addresses in order; at most one without a digest, by which the others are told from it. */
  readonly sources: readonly UrlSource[]
  readonly members: { readonly [published: string]: string }
}

/** The part of a published split that a split is. */
export interface Slice {
  readonly of: string
  /** The first 80 % of its rows, rounded to the closest row, the rest of them, or all. */
  readonly part: "first" | "rest" | "all"
}

/** A data set as it is published: where it is, what it has, and how its splits are cut. */
export interface PublishedDataset {
  readonly name: string
  readonly category: CategoryName
  /** Where it comes from, for people. */
  readonly source: string
  readonly licence: string
  readonly origin: HubOrigin | BabiOrigin
  /** The number of rows of each published split that is used. */
  readonly rows: { readonly [published: string]: number }
  readonly slices: { readonly [Name in Split]: Slice }
  /** Mends the text that is explained, such as markup for line breaks. */
  readonly clean?: (text: string) => string
}

/** The first row of a slice, and the one after its last, of so many rows. */
export const boundsOf = ({ part }: Slice, rows: number): readonly [start: number, end: number] => {
  const most = Math.round(rows * 0.8)
  if (part === "all") return [0, rows]
  return part === "first" ? [0, most] : [most, rows]
}

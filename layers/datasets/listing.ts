/**
 * Which data sets there are, and which of them are on this machine.
 */
import { Effect } from "effect"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import type { CategoryName, Split } from "../../src/domain/Observation.ts"
import { Split as Splits } from "../../src/domain/Observation.ts"
import type { DatasetError } from "../../src/storage/Datasets.ts"
import { catalogue } from "./catalogue/catalogue.ts"
import { boundsOf, type PublishedDataset } from "./catalogue/PublishedDataset.ts"
import { generated } from "./Generated.ts"
import { sample } from "./Sample.ts"
import { type Manifest, readManifest } from "./store/Manifest.ts"

/** One data set that can be named. */
export interface ListedDataset {
  readonly name: string
  readonly category: CategoryName
  /** Rows of each split. */
  readonly splits: { readonly [split: string]: number }
  readonly source: string
  readonly licence: string
  /** Whether it can be opened without downloading anything. */
  readonly on_disk: boolean
  /** The folder of a downloaded data set. */
  readonly folder: string | null
}

const rowsOf = ({ rows, slices }: PublishedDataset): { readonly [Name in Split]: number } => {
  const count = (split: Split) => {
    const slice = slices[split]
    const [start, end] = boundsOf(slice, rows[slice.of] ?? 0)
    return end - start
  }
  return { train: count("train"), valid: count("valid"), test: count("test") }
}

const listPublished = (folder: string) => (dataset: PublishedDataset) => {
  const place = join(folder, dataset.name)
  return Effect.map(readManifest(place), (manifest): ListedDataset => ({
    name: dataset.name,
    category: dataset.category,
    splits: rowsOf(dataset),
    source: dataset.source,
    licence: dataset.licence,
    on_disk: manifest !== null,
    folder: manifest === null ? null : place
  }))
}

const ours = "this package"
const ourLicence = "MIT"

const listOwn = Effect.forEach([...sample.names, ...generated.names], (name) => {
  const source = sample.names.includes(name) ? sample : generated
  return Effect.map(source.open(name, "test", {}), ({ category, size }): ListedDataset => ({
    name,
    category,
    splits: Object.fromEntries(Splits.literals.map((split) => [split, size])),
    source: source === sample ? `${ours}, the same rows for every split` : `${ours}, made by number`,
    licence: ourLicence,
    on_disk: true,
    folder: null
  }))
})

const listedHub = (folder: string) => ({ category, name, origin, splits }: Manifest): ListedDataset => ({
  name,
  category,
  splits: Object.fromEntries(Object.entries(splits).map(([split, { rows }]) => [split, rows])),
  source: origin._tag === "Hub"
    ? `hub:${origin.repo} ${origin.config} ${origin.revision.slice(0, 7)}`
    : origin.url,
  licence: "see its page",
  on_disk: true,
  folder
})

const listHub = Effect.fnUntraced(function*(folder: string) {
  const place = join(folder, "hub")
  const names = yield* Effect.promise(() => readdir(place).catch(() => []))
  const listed = yield* Effect.forEach(
    names.toSorted(),
    (name) =>
      Effect.map(
        readManifest(join(place, name)),
        (manifest) => manifest === null ? [] : [listedHub(join(place, name))(manifest)]
      )
  )
  return listed.flat()
})

/** The data sets of the paper, those of this package, and what was downloaded from the Hub into a folder. */
export const listDatasets = Effect.fnUntraced(function*(
  folder: string
): Effect.fn.Return<readonly ListedDataset[], DatasetError> {
  const paper = yield* Effect.forEach(catalogue, listPublished(folder))
  return [...paper, ...(yield* listOwn), ...(yield* listHub(folder))]
})

/**
 * From the files of a split, as they were published, to its rows in the store.
 */
import { Effect, Either } from "effect"
import { categoryOf } from "../../../src/category/categories.ts"
import type { DatasetReading } from "../../../src/domain/DatasetReading.ts"
import type { CategoryName } from "../../../src/domain/Observation.ts"
import type { DatasetError } from "../../../src/storage/Datasets.ts"
import { attempt, invalid, writeProblem } from "../problem.ts"
import { observationReader } from "../table/observations.ts"
import type { PlacedRow } from "../table/Table.ts"
import type { StoredSplit } from "./Manifest.ts"
import { writeSplit } from "./write.ts"

/** A file of rows, with the name by which a bad row is reported. */
export interface SplitFile {
  readonly name: string
  readonly rows: () => AsyncIterable<PlacedRow> | Iterable<PlacedRow>
}

/** A split that is to be converted. */
export interface Conversion {
  readonly split: string
  readonly files: readonly SplitFile[]
  readonly reading: DatasetReading
  readonly clean?: ((text: string) => string) | undefined
}

/** Writes the rows of a split into a folder; the category is that of the first row, unless it is given. */
export const convert = Effect.fnUntraced(function*(
  folder: string,
  { clean = (text) => text, files, reading, split }: Conversion
): Effect.fn.Return<{ readonly category: CategoryName; readonly stored: StoredSplit }, DatasetError> {
  let category = reading.category

  /** Observations without their number, which depends on the slice that they are read in. */
  async function* observations() {
    for (const file of files) {
      const reader = observationReader(file.name, { ...reading, category })
      for await (const placed of file.rows()) {
        const observation = Either.getOrThrowWith(reader.read(placed), (error) => error)
        category = reader.category() ?? category
        const { paragraph, withParagraph } = categoryOf(category!)
        const { idx: _, ...fields } = withParagraph(observation, clean(paragraph(observation)))
        yield fields
      }
    }
  }

  const stored = yield* attempt(() => writeSplit(folder, split, observations()), writeProblem(folder))
  if (category === undefined || stored.rows === 0) {
    return yield* invalid(`${files.map(({ name }) => name).join(", ")}: there are no rows`)
  }
  return { category, stored }
})

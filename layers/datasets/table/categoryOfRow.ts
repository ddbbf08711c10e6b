/**
 * The category that the fields of a row tell.
 */
import type { TableRow } from "../../../src/domain/mappedRow.ts"
import type { CategoryName } from "../../../src/domain/Observation.ts"

/** The field that only one category has. */
const telling: readonly (readonly [field: string, category: CategoryName])[] = [
  ["choices", "multi-choice"],
  ["hypothesis", "entailment"],
  ["text", "sentiment"]
]

/** What the rows of each category have. */
export const shapes =
  "sentiment rows have text and label (positive, negative); multi-choice rows have paragraph, question, "
  + "choices and label (one of the choices); entailment rows have paragraph, hypothesis and label (yes, no)"

/** The category of a row, or null when its fields fit none. */
export const categoryOfRow = (row: TableRow): CategoryName | null =>
  telling.find(([field]) => field in row)?.[1] ?? null

/**
 * The grid of panels that the cells of a page make.
 */
import { type Dimension, type Level, sortedLevels } from "./Dimension.ts"
import type { Figure } from "./Figure.ts"
import type { Cell } from "./pages.ts"
import type { Panel } from "./Picture.ts"

/** A panel of the grid with the items that stand in it. */
interface Place<A> {
  readonly row: number
  readonly column: number
  readonly own: readonly A[]
  /** Everything in the column, whose panels share their x. */
  readonly inColumn: readonly A[]
}

export interface Grid<A> {
  /** Headings; null for a dimension that the figure has not. */
  readonly rows: readonly string[] | null
  readonly columns: readonly string[] | null
  /** All panels, row by row, those without an item too. */
  readonly panels: <Mark>(
    make: (place: Place<A>) => Pick<Panel<Mark>, "marks" | "x">
  ) => readonly Panel<Mark>[]
}

/** The levels at which items stand, each once, in order. */
export const levelsIn = <A>(items: readonly A[], of: (item: A) => Level | null): readonly Level[] =>
  sortedLevels(items.flatMap((item) => of(item) ?? []))

/** The place of a level among others; 0 for the only one of a dimension that is not there. */
export const placeIn = (levels: readonly Level[], level: Level | null): number =>
  level === null ? 0 : levels.findIndex(({ value }) => value === level.value)

const headings = (dimension: Dimension | null, levels: readonly Level[]): readonly string[] | null =>
  dimension === null
    ? null
    : levels.map(({ label }) => dimension.isTitled ? `${dimension.title}: ${label}` : label)

const upTo = (count: number) => Array.from({ length: Math.max(1, count) }, (_, i) => i)

/** Puts items into the panels of their cells. */
export const gridOf = <A extends { readonly cell: Cell }>(figure: Figure, items: readonly A[]): Grid<A> => {
  const rows = levelsIn(items, ({ cell }) => cell.row)
  const columns = levelsIn(items, ({ cell }) => cell.column)
  return {
    rows: headings(figure.rows, rows),
    columns: headings(figure.columns, columns),
    panels: (make) =>
      upTo(rows.length).flatMap((row) =>
        upTo(columns.length).map((column) => {
          const inColumn = items.filter(({ cell }) => placeIn(columns, cell.column) === column)
          const own = inColumn.filter(({ cell }) => placeIn(rows, cell.row) === row)
          return { row, column, ...make({ row, column, own, inColumn }) }
        })
      )
  }
}

/** The simulated models of some items, each once. */
export const simulatedIn = (items: readonly { readonly cell: Cell }[]): readonly string[] => [
  ...new Set(items.flatMap(({ cell: { experiment: { model } } }) => model.isSimulated ? [model.name] : []))
]

/** The least and the largest of some counts. */
export const range = (counts: readonly number[]) => ({
  least: Math.min(...counts),
  most: Math.max(...counts)
})

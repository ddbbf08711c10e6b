/**
 * From stored experiments to the pages of a figure: which experiment stands in which cell.
 */
import { Array as Arr, Option } from "effect"
import type { Described } from "../Described.ts"
import { isSameWording, isSelected, type Selection, wordingOf } from "../Selection.ts"
import { type Clash, settle } from "../settle.ts"
import type { Dimension, Level } from "./Dimension.ts"
import { type Figure, isAbout } from "./Figure.ts"

/** One experiment and where the figure shows it; null for a dimension that the figure has not. */
export interface Cell {
  readonly experiment: Described
  readonly page: readonly Level[]
  readonly row: Level | null
  readonly column: Level | null
  readonly x: Level | null
  readonly colour: Level | null
}

/** One picture to be. */
export interface Page {
  readonly figure: Figure
  /** The levels that tell it from the figure's other pages. */
  readonly levels: readonly Level[]
  readonly cells: readonly Cell[]
}

export interface Pages {
  readonly pages: readonly Page[]
  readonly clashes: readonly Clash[]
}

/** Where an experiment stands in a dimension; `undefined` when the figure has the dimension, and it stands nowhere. */
const levelIn = (dimension: Dimension | null, experiment: Described): Level | null | undefined =>
  dimension === null ? null : dimension.of(experiment) ?? undefined

const cellOf = (figure: Figure, experiment: Described): Option.Option<Cell> => {
  const page = figure.pages.map((dimension) => dimension.of(experiment))
  const [x, colour] = figure.kind === "rate" ? [figure.x, figure.colour] : [null, null]
  const [row, column, atX, inColour] = [figure.rows, figure.columns, x, colour].map((dimension) =>
    levelIn(dimension, experiment)
  )
  if (row === undefined || column === undefined || atX === undefined || inColour === undefined) {
    return Option.none()
  }
  return page.every((level) => level !== null)
    ? Option.some({ experiment, page, row, column, x: atX, colour: inColour })
    : Option.none()
}

const valueOf = (level: Level | null): string | null => level?.value ?? null

const pageKey = ({ page }: Cell): string => JSON.stringify(page.map(valueOf))

const cellKey = ({ colour, column, experiment, page, row, x }: Cell): string =>
  JSON.stringify([...page, row, column, x, colour].map(valueOf).concat(experiment.spec.task))

/** The experiments that a figure could show. */
export const shownBy = (
  figure: Figure,
  experiments: readonly Described[],
  selection: Selection
): readonly Described[] =>
  experiments.filter((experiment) => {
    const { task } = experiment.spec
    return isAbout(figure, task)
      && isSelected(selection, experiment)
      && Option.exists(
        wordingOf(task, selection.flags),
        (wording) => isSameWording(experiment.variation, wording, figure.varied(task))
      )
  })

const byLevels = (one: Page, other: Page): number => {
  for (const [i, level] of one.levels.entries()) {
    const second = other.levels[i]
    if (second === undefined || second.value === level.value) continue
    return level.rank - second.rank || (level.label < second.label ? -1 : 1)
  }
  return 0
}

/** The pictures of a figure; a page in which a place has several equally usual experiments is none of them. */
export const pagesOf = (
  figure: Figure,
  experiments: readonly Described[],
  selection: Selection
): Pages => {
  const cells = shownBy(figure, experiments, selection).flatMap((experiment) =>
    Option.toArray(cellOf(figure, experiment))
  )
  const settled = settle(cells, cellKey)
  const open = new Set(
    settled.flatMap(({ clash, item }) => clash?.isSettled === false ? [pageKey(item)] : [])
  )
  const pages = Object.values(Arr.groupBy(settled.map(({ item }) => item), pageKey))
    .filter(([first]) => !open.has(pageKey(first)))
    .map((own): Page => ({ figure, levels: own[0].page, cells: own }))
    .toSorted(byLevels)
  return { pages, clashes: settled.flatMap(({ clash }) => clash ?? []) }
}

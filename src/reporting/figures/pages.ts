/**
 * From stored experiments to the pages of a figure: which experiment stands in which cell.
 */
import { Array as Arr, Option } from "effect"
import type { Described } from "../Described.ts"
import { isSameWording, isSelected, type Selection, wordingOf } from "../Selection.ts"
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

/** Several experiments for one place in a picture. */
export interface Clash {
  readonly levels: readonly Level[]
  /** Ids, the one that is shown first. */
  readonly ids: readonly string[]
  /** Whether the first is the usual one, so that it can be shown; otherwise none can. */
  readonly isSettled: boolean
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

/** The usual experiment of a place, and the others that would stand there. */
const settle = (
  cells: Arr.NonEmptyReadonlyArray<Cell>
): { readonly cell: Cell; readonly clash: Clash | null } => {
  const sorted = cells.toSorted((one, other) => one.experiment.oddity - other.experiment.oddity)
  const cell = sorted[0] ?? cells[0]
  if (cells.length === 1) return { cell, clash: null }
  const isSettled = sorted[1]?.experiment.oddity !== cell.experiment.oddity
  return { cell, clash: { levels: cell.page, ids: sorted.map(({ experiment }) => experiment.id), isSettled } }
}

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
  const settled = Object.values(Arr.groupBy(cells, cellKey)).map(settle)
  const clashes = settled.flatMap(({ clash }) => clash ?? [])
  const isOpen = (levels: readonly Level[]) =>
    clashes.some((clash) =>
      !clash.isSettled && clash.levels.every(({ value }, i) => value === levels[i]?.value)
    )
  const pages = Object.values(Arr.groupBy(settled.map(({ cell }) => cell), pageKey))
    .map((own): Page => ({ figure, levels: own[0].page, cells: own }))
    .filter(({ levels }) => !isOpen(levels))
    .toSorted(byLevels)
  return { pages, clashes }
}

/**
 * A grid as blocks of cells: the grid's own axes, and those of each include with the grid's where it has none.
 */
import { Either } from "effect"
import { didYouMean } from "../domain/nearest.ts"
import type { Split } from "../domain/Observation.ts"
import { normaliseFlags, type TaskName } from "../domain/Variation.ts"
import {
  type Grid,
  type GridDataset,
  type GridModel,
  type GridSettings,
  type GridVariations,
  named
} from "./Grid.ts"
import type { GridPath, GridProblem } from "./GridError.ts"

/** A value, and where in the file it is. */
export interface At<A> {
  readonly value: A
  readonly path: GridPath
}

/** A task in one wording. */
export interface TaskVariation {
  readonly task: TaskName
  readonly flags: readonly string[]
}

/** Every combination of these is a cell. */
export interface Block {
  readonly models: readonly At<GridModel>[]
  readonly datasets: readonly At<GridDataset>[]
  readonly splits: readonly Split[]
  readonly variations: readonly At<TaskVariation>[]
  readonly packs: readonly At<string>[]
  readonly seeds: readonly number[]
  readonly settings: GridSettings
}

/** The items of a list, each with its place. */
const each = <A>(items: readonly A[], path: GridPath): readonly At<A>[] =>
  items.map((value, i) => ({ value, path: [...path, i] }))

const plain: GridVariations = [[]]

const isList = (variations: GridVariations): variations is Extract<GridVariations, readonly unknown[]> =>
  Array.isArray(variations)

const flagsOf = (
  variations: GridVariations,
  task: TaskName,
  path: GridPath
): readonly At<readonly string[]>[] =>
  isList(variations) ? each(variations, path) : each(variations[task] ?? [[]], [...path, task])

type Axes =
  & Pick<Grid, "datasets" | "tasks">
  & Partial<Pick<Grid, "splits" | "variations" | "packs" | "seeds">>

/** Where each axis of a block is written: in the block itself, or at the top. */
type PathOf = (axis: keyof Axes) => GridPath

const blockOf = (
  models: readonly At<GridModel>[],
  axes: Axes,
  pathOf: PathOf,
  settings: GridSettings,
  problems: GridProblem[]
): Block => {
  const variations = axes.tasks.flatMap((task) =>
    flagsOf(axes.variations ?? plain, task, pathOf("variations")).flatMap(({ path, value }) => {
      const flags = normaliseFlags(task, value)
      if (Either.isRight(flags)) return [{ value: { task, flags: flags.right }, path }]
      problems.push({ path, message: flags.left.message })
      return []
    })
  )
  return {
    models,
    datasets: each(axes.datasets, pathOf("datasets")).map(({ path, value }) => ({
      path,
      value: named<GridDataset>(value)
    })),
    splits: axes.splits ?? ["test"],
    variations,
    packs: each(axes.packs ?? ["default"], pathOf("packs")),
    seeds: axes.seeds ?? [0],
    settings
  }
}

const settingsOf = (
  { controls, draws, limit, params, repeats, soft, system }: GridSettings
): GridSettings => ({
  ...(controls === undefined ? {} : { controls }),
  ...(draws === undefined ? {} : { draws }),
  ...(limit === undefined ? {} : { limit }),
  ...(params === undefined ? {} : { params }),
  ...(repeats === undefined ? {} : { repeats }),
  ...(soft === undefined ? {} : { soft }),
  ...(system === undefined ? {} : { system })
})

/** Settings over others; parameters one by one. */
export const overSettings = (under: GridSettings, over: GridSettings): GridSettings => ({
  ...under,
  ...settingsOf(over),
  ...(under.params === undefined && over.params === undefined
    ? {}
    : { params: { ...under.params, ...over.params } })
})

/** The blocks of a grid in the order of the file, and what is wrong with them. */
export const blocksOf = (
  grid: Grid
): { readonly blocks: readonly Block[]; readonly problems: readonly GridProblem[] } => {
  const problems: GridProblem[] = []
  const models = each(grid.models, ["models"]).map(({ path, value }) => ({
    path,
    value: named<GridModel>(value)
  }))
  const names = [...new Set(models.map(({ value }) => value.name))]

  const modelsNamed = (wanted: readonly string[] | undefined, path: GridPath) =>
    wanted === undefined ? models : each(wanted, path).flatMap(({ path, value }) => {
      const found = models.filter((model) => model.value.name === value)
      if (found.length === 0) {
        problems.push({ path, message: `no model of the grid is called ${value}${didYouMean(value, names)}` })
      }
      return found
    })

  const own = settingsOf(grid)
  const further = (grid.include ?? []).map((block, i) => {
    const path: GridPath = ["include", i]
    return blockOf(
      modelsNamed(block.models, [...path, "models"]),
      { ...grid, ...block },
      (axis) => block[axis] === undefined ? [axis] : [...path, axis],
      overSettings(own, block),
      problems
    )
  })
  const first = blockOf(models, grid, (axis) => [axis], own, problems)
  return { blocks: [first, ...further], problems }
}

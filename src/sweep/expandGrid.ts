/**
 * From a grid to its cells.
 */
import { Either } from "effect"
import type { ChatTemplate } from "../chat/ChatTemplate.ts"
import { parseColumnMap } from "../domain/ColumnMap.ts"
import { usualDraws } from "../domain/ControlRecord.ts"
import { canonicalJson } from "../domain/Digest.ts"
import { didYouMean } from "../domain/nearest.ts"
import type { Split } from "../domain/Observation.ts"
import { type ExperimentDefinition, makeExperiment } from "../experiment/Experiment.ts"
import { builtInPacks } from "../prompts/packs.ts"
import type { PromptPack } from "../prompts/PromptPack.ts"
import { type At, type Block, blocksOf, overSettings, type TaskVariation } from "./blocks.ts"
import { type Cell, labelOf } from "./Cell.ts"
import { makeEndpointNames } from "./endpointSets.ts"
import type { Grid, GridDataset, GridModel, GridOverride, GridSettings } from "./Grid.ts"
import { GridError, type GridPath, type GridProblem, uniqueProblems } from "./GridError.ts"
import { isMatched, matchProblems, type Place } from "./match.ts"

/** What the file only names, and somebody has read. */
export interface GridParts {
  /** The prompt packs by the names that the grid has for them; default the built-in ones. */
  readonly packs?: ReadonlyMap<string, PromptPack>
  /** The chat templates of models of type Template. */
  readonly template?: (model: GridModel) => ChatTemplate | undefined
  /** The name of a data set from where the program runs; default the same. */
  readonly dataset?: (name: string) => string
}

/** The corner of a block: one value of each axis. */
interface Corner {
  readonly model: At<GridModel>
  readonly dataset: At<GridDataset>
  readonly split: Split
  readonly variation: At<TaskVariation>
  readonly pack: At<string>
  readonly seed: number
  readonly settings: GridSettings
}

/** Every combination, the last axis fastest. */
const cornersOf = (
  { datasets, models, packs, seeds, settings, splits, variations }: Block
): readonly Corner[] =>
  models.flatMap((model) =>
    datasets.flatMap((dataset) =>
      splits.flatMap((split) =>
        variations.flatMap((variation) =>
          packs.flatMap((pack) =>
            seeds.map((seed) => ({
              model,
              dataset,
              split,
              variation,
              pack,
              seed,
              settings: overSettings(settings, model.value)
            }))
          )
        )
      )
    )
  )

const placeOf = ({ dataset, model, pack, seed, split, variation }: Corner): Place => ({
  model: model.value.name,
  dataset: dataset.value.name,
  split,
  task: variation.value.task,
  flags: variation.value.flags,
  pack: pack.value,
  seed
})

const controlsOf = (
  { controls = [], draws = usualDraws, repeats = 0, soft = false }: GridSettings
): Cell["controls"] =>
  controls.length === 0 && repeats === 0 && !soft
    ? undefined
    : { controls, draws, repeats, ...(soft ? { soft } : {}) }

const builtIn: ReadonlyMap<string, PromptPack> = new Map(builtInPacks.map(({ pack }) => [pack.name, pack]))

const at = (path: GridPath) =>
  Either.mapLeft((error: { readonly message: string } | string): GridProblem => ({
    path,
    message: typeof error === "string" ? error : error.message
  }))

/** The cell of a corner, or what is wrong there. */
const cellOf = (
  corner: Corner,
  endpoints: string,
  { dataset: located = (name) => name, packs = builtIn, template }: GridParts
): Either.Either<Cell, GridProblem> =>
  Either.gen(function*() {
    const { dataset, model, seed, settings, split, variation } = corner
    const { category, config, map, name: datasetName } = dataset.value
    const { id, name, revision, type } = model.value
    const columns = map === undefined
      ? undefined
      : yield* at([...dataset.path, "map"])(parseColumnMap(map))
    const pack = packs.get(corner.pack.value)
    if (pack === undefined) {
      const known = [...packs.keys()]
      const message = `no prompt pack ${corner.pack.value}${
        didYouMean(corner.pack.value, known)
      }; there are ${known.join(", ")}`
      return yield* Either.left({ path: corner.pack.path, message })
    }
    const definition: ExperimentDefinition = {
      model: { name, id, revision, type, template: template?.(model.value) },
      system: settings.system,
      dataset: located(datasetName),
      reading: { category, config, map: columns },
      split,
      task: variation.value.task,
      flags: variation.value.flags,
      seed,
      params: settings.params,
      pack
    }
    const experiment = yield* at(model.path)(makeExperiment(definition))
    return {
      label: labelOf(experiment, { datasetName, hasSystem: settings.system !== undefined }),
      id: experiment.id,
      definition,
      experiment,
      model: model.value,
      endpoints,
      controls: controlsOf(settings),
      limit: settings.limit
    }
  })

/** Of cells that two blocks have, the first; those that differ in how they are run would share their results. */
const distinct = (cells: readonly Cell[]): Either.Either<readonly Cell[], GridError> => {
  const byId = new Map<string, Cell>()
  for (const cell of cells) {
    const other = byId.get(cell.id)
    if (other === undefined) byId.set(cell.id, cell)
    else if (runOf(other) !== runOf(cell)) {
      const message =
        `${cell.label} is there twice, with different settings; both would be kept as ${cell.id}`
      return Either.left(new GridError({ problems: [{ path: [], message }] }))
    }
  }
  return Either.right([...byId.values()])
}

/** What two cells with the same id must have in common. */
const runOf = ({ controls, definition: { dataset, reading }, endpoints, limit }: Cell): string =>
  canonicalJson([
    endpoints,
    dataset,
    JSON.stringify(reading),
    limit ?? null,
    controls === undefined ? null : { ...controls }
  ])

const withOverrides = (corner: Corner, overrides: readonly GridOverride[]): Corner => {
  const place = placeOf(corner)
  const settings = overrides
    .filter(({ match }) => isMatched(match, place))
    .reduce(overSettings, corner.settings)
  return { ...corner, settings }
}

/** The cells of a grid in the order of its file: the grid's own, then those of each include. */
export const expandGrid = (grid: Grid, parts: GridParts = {}): Either.Either<readonly Cell[], GridError> => {
  const { blocks, problems: ofBlocks } = blocksOf(grid)
  const { exclude = [], overrides = [] } = grid
  const corners = blocks.flatMap(cornersOf)
  const places = corners.map(placeOf)
  const endpointsOf = makeEndpointNames()
  const wanted = corners
    .filter((_, i) => !exclude.some((match) => isMatched(match, places[i]!)))
    .map((corner) => withOverrides(corner, overrides))
  const cells = wanted.map((corner) =>
    cellOf(corner, endpointsOf(corner.model.value, corner.pack.value), parts)
  )
  const problems = uniqueProblems([
    ...ofBlocks,
    ...exclude.flatMap((match, i) => matchProblems(match, ["exclude", i], places)),
    ...overrides.flatMap(({ match }, i) => matchProblems(match, ["overrides", i, "match"], places)),
    ...cells.filter(Either.isLeft).map(({ left }) => left)
  ])
  const [first, ...rest] = problems
  return first === undefined
    ? distinct(cells.filter(Either.isRight).map(({ right }) => right))
    : Either.left(new GridError({ problems: [first, ...rest] }))
}

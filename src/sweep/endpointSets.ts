/**
 * Which models share their servers: one endpoint set is one pipeline with its limits.
 */
import { canonicalJson } from "../domain/Digest.ts"
import { clientKeys, type Grid, type GridClient, type GridModel, named } from "./Grid.ts"

const clientOf = (model: GridModel): GridClient =>
  Object.fromEntries(clientKeys.filter((key) => model[key] !== undefined).map((key) => [key, model[key]]))

/** Servers of these APIs are told which model is meant, so that each is a set of its own. */
const isToldModel = ({ client }: GridModel): boolean => client === "VLLM" || client === "OpenAI"

const keyOf = (model: GridModel): string =>
  canonicalJson([clientOf(model), isToldModel(model) ? model.id ?? model.name : null])

/** The name of each model's endpoint set: that of the first model in it, numbered where there are several. */
export const endpointSets = (models: readonly GridModel[]): ReadonlyMap<GridModel, string> => {
  const names = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const model of models) {
    const key = keyOf(model)
    if (names.has(key)) continue
    const count = (taken.get(model.name) ?? 0) + 1
    taken.set(model.name, count)
    names.set(key, count === 1 ? model.name : `${model.name} (${count})`)
  }
  return new Map(models.map((model) => [model, names.get(keyOf(model))!]))
}

/** The grid with other servers: what is given takes the place of what each model says. */
export const withClient = (grid: Grid, client: GridClient): Grid => {
  const [first, ...rest] = grid.models.map((model): GridModel => ({ ...named<GridModel>(model), ...client }))
  return { ...grid, models: [first!, ...rest] }
}

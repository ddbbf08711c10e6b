/**
 * Which cells share their servers: one endpoint set is one pipeline with its limits.
 */
import { canonicalJson } from "../domain/Digest.ts"
import { type Grid, type GridClient, type GridModel, listOf, named } from "./Grid.ts"

const serverKeys = ["api_key_env", "vllm_legacy", "max_workers", "rate_limit"] as const
const engineKeys = ["model_path", "sequences", "threads", "context_size"] as const

/** What tells the cell's client from others: servers of some APIs are told the model, and some clients know the pack. */
const identityOf = (model: GridModel, pack: string) => {
  const { client = "", endpoint, header, profile } = model
  switch (client) {
    case "Offline":
      return {}
    case "Simulated":
      return { profile, pack }
    case "LlamaCpp":
      return Object.fromEntries(engineKeys.map((key) => [key, model[key]]))
    default:
      return {
        ...Object.fromEntries(serverKeys.map((key) => [key, model[key]])),
        endpoint: listOf(endpoint),
        header: listOf(header),
        ...(client === "VLLM" || client === "OpenAI" ? { model: model.id ?? model.name } : {})
      }
  }
}

/** Names endpoint sets: each by the first model in it, numbered where there are several of the name. */
export const makeEndpointNames = (): (model: GridModel, pack: string) => string => {
  const names = new Map<string, string>()
  const taken = new Map<string, number>()
  return (model, pack) => {
    const key = canonicalJson([model.client ?? null, identityOf(model, pack)])
    const known = names.get(key)
    if (known !== undefined) return known
    const count = (taken.get(model.name) ?? 0) + 1
    taken.set(model.name, count)
    const name = count === 1 ? model.name : `${model.name} (${count})`
    names.set(key, name)
    return name
  }
}

/** The grid with other servers: what is given takes the place of what each model says. */
export const withClient = (grid: Grid, client: GridClient): Grid => {
  const [first, ...rest] = grid.models.map((model): GridModel => ({ ...named<GridModel>(model), ...client }))
  return { ...grid, models: [first!, ...rest] }
}

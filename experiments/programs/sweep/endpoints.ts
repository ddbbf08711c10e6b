/**
 * The endpoint sets of a sweep: cells that share a client, with everything before it.
 */
import { Array, Effect, Either, Option } from "effect"
import { dirname, resolve } from "node:path"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { type GridModel, listOf } from "../../../src/sweep/Grid.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { usualProfile } from "../../options/client.ts"
import { parseRate } from "../../options/rate.ts"
import { parseWorkers } from "../../options/workers.ts"
import { type Client, type ClientChoice, clientOf } from "../../setup/client.ts"
import type { InferenceFlags } from "../../setup/inference.ts"

/** Cells that are asked at the same servers. */
export interface EndpointSet {
  readonly name: string
  readonly cells: readonly Cell[]
  readonly client: Client
  /** How much is sent, and when: the command's flags, else what the grid says of the model. */
  readonly flags: InferenceFlags
}

/** What a model's entry says, as the flags of `introspect run` would. */
const choiceOf = (model: GridModel, folder: string): ClientChoice => ({
  client: Option.fromNullable(model.client),
  endpoint: listOf(model.endpoint),
  apiKeyEnv: Option.fromNullable(model.api_key_env),
  header: listOf(model.header),
  vllmLegacy: model.vllm_legacy ?? false,
  modelPath: Option.map(Option.fromNullable(model.model_path), (path) => resolve(folder, path)),
  sequences: Option.fromNullable(model.sequences),
  threads: Option.fromNullable(model.threads),
  contextSize: Option.fromNullable(model.context_size),
  profile: model.profile ?? usualProfile,
  modelName: Option.some(model.name),
  modelId: Option.fromNullable(model.id),
  models: Option.none()
})

const optional = <A>(value: string | number | undefined, read: (text: string) => Either.Either<A, string>) =>
  value === undefined ? Either.right(Option.none<A>()) : Either.map(read(String(value)), Option.some)

const flagsOf = ({ max_workers, rate_limit }: GridModel, flags: InferenceFlags) =>
  Either.gen(function*() {
    const maxWorkers = yield* optional(max_workers, parseWorkers)
    const rateLimit = yield* optional(rate_limit, parseRate)
    const found: InferenceFlags = {
      ...flags,
      maxWorkers: Option.orElse(flags.maxWorkers, () => maxWorkers),
      rateLimit: Option.orElse(flags.rateLimit, () => rateLimit)
    }
    return found
  })

/** A server that is not told which model is meant has one: others asked there would be answered by it. */
const oneModel = (client: Client, cells: readonly Cell[]) => {
  const models = [...new Set(cells.map(({ experiment }) => experiment.model.id))]
  if (models.length === 1 || (client._tag !== "TGI" && client._tag !== "LlamaCpp")) return Effect.void
  const where = client._tag === "TGI"
    ? client.servers.map(({ endpoint }) => endpoint).join(", ")
    : client.model.modelPath
  return Effect.fail(
    new UsageError({
      message:
        `${
          models.join(", ")
        } would all be asked at ${where}, where there is one model: give each model an endpoint `
        + "of its own, or choose one by --only"
    })
  )
}

const setOf = Effect.fnUntraced(function*(
  file: string,
  cells: Array.NonEmptyReadonlyArray<Cell>,
  given: InferenceFlags
) {
  const [{ endpoints, model }] = cells
  const explain = (message: string) =>
    new UsageError({ message: `${file}: the model ${model.name}: ${message}` })
  const client = yield* Effect.mapError(
    clientOf(choiceOf(model, dirname(resolve(file)))),
    ({ message }) => explain(message)
  )
  const flags = yield* Either.mapLeft(flagsOf(model, given), explain)
  yield* oneModel(client, cells)
  const set: EndpointSet = { name: endpoints, cells, client, flags }
  return set
})

/** The endpoint sets in the order of their first cells, or what is wrong with one. */
export const endpointSetsOf = (file: string, cells: readonly Cell[], flags: InferenceFlags) =>
  Effect.forEach(
    Object.values(Array.groupBy(cells, ({ endpoints }) => endpoints)),
    (cells) => setOf(file, cells, flags)
  )

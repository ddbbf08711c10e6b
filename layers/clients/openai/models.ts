/**
 * Which models a server has, by `GET /v1/models`.
 */
import { Effect, Schema } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import { replyDecoder } from "../http/decode.ts"
import { statusError } from "../http/status.ts"
import type { Transport } from "../http/Transport.ts"

const maybe = <A, I>(schema: Schema.Schema<A, I>) => Schema.optional(Schema.NullOr(schema))

const Card = Schema.Struct({
  id: Schema.String,
  owned_by: maybe(Schema.String),
  created: maybe(Schema.Number),
  /** vLLM: the model behind a name that was chosen for serving. */
  root: maybe(Schema.String),
  /** vLLM: the base model, if this is an adapter. */
  parent: maybe(Schema.String),
  /** vLLM: the context in tokens. */
  max_model_len: maybe(Schema.Number),
  /** llama.cpp: the context in tokens of each of its slots. */
  meta: maybe(Schema.Struct({ n_ctx: maybe(Schema.Number) }))
})

/** One model that a server has. */
export type ModelCard = typeof Card.Type

/** The most tokens of a prompt with its answer, where the card tells. */
export const contextOf = (card: ModelCard | null): number | null =>
  card?.max_model_len ?? card?.meta?.n_ctx ?? null

/** Ollama without any model says null; a few hosted services leave the object around the list out. */
const Models = Schema.Union(
  Schema.Struct({ data: Schema.NullOr(Schema.Array(Card)) }),
  Schema.Array(Card)
).annotations({ identifier: "Models" })

const decode = replyDecoder(Models)

/** Statuses that say that there is no such route, which is no fault: not every compatible server has it. */
const absent: ReadonlySet<number> = new Set([404, 405, 501])

/** The models of a server; none where it does not tell. */
export const listModels = Effect.fnUntraced(function*(
  { endpoint, send }: Transport,
  api: string
): Effect.fn.Return<readonly ModelCard[], GenerateError> {
  const where = `${endpoint}${api}/models`
  const reply = yield* send("GET", `${api}/models`)
  if (absent.has(reply.status)) return []
  if (reply.status !== 200) return yield* statusError(where, reply)
  const models = yield* decode(where, reply)
  return ("data" in models ? models.data : models) ?? []
})

/**
 * The model that a request means: the one of its name, else the only one there is, since servers in containers often
 * serve a model by the name of a folder.
 */
export const chooseModel = (cards: readonly ModelCard[], model: string | undefined): ModelCard | null => {
  const named = cards.find(({ id }) => id === model) ?? cards.find(({ root }) => root === model)
  if (model !== undefined && named !== undefined) return named
  const bases = cards.filter(({ parent }) => parent === undefined || parent === null)
  return bases.length === 1 ? bases[0]! : null
}

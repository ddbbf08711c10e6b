/**
 * How the servers behind the same API differ in what they know of sampling parameters and forms of answers.
 *
 * Most of them ignore fields that they do not know, so that a wrong name would change answers without a word. The
 * server is told by its `/v1/models`: llama.cpp by `owned_by: "llamacpp"`, Ollama by `library`, LM Studio by
 * `organization_owner`, TGI by repeating the model's id there (router/src/server.rs).
 */
import type { GenerateParams } from "../../../src/domain/GenerateParams.ts"
import type { JsonSchema } from "../../../src/domain/GenerateRequest.ts"
import type { Prompt } from "../../../src/domain/Prompt.ts"
import type { ModelCard } from "./models.ts"
import type { SentBody } from "./refusal.ts"
import { responseFormat } from "./responseFormat.ts"

/** One kind of server. */
export interface Dialect {
  readonly name: string
  /** Whether it takes parameters by vLLM's names; a kind that is not known is taken for one that does. */
  readonly isLikeVllm?: boolean
  /** The sampling parameters beyond those on which all servers agree. */
  readonly sampling: (params: GenerateParams) => SentBody
  /** Names of our parameters that the route of a prompt ignores. */
  readonly ignores: (prompt: Prompt) => readonly (keyof GenerateParams)[]
  /** The fields that force the form of the answer; none where the route of a prompt would ignore them all. */
  readonly form: (schema: JsonSchema, prompt: Prompt) => SentBody
  /** The name of the model in requests, where it is not the one of `/v1/models`. */
  readonly model?: string
  /** Whether the answer repeats a beginning that was given to it. */
  readonly repeatsBeginning?: boolean
}

const given = (field: string, value: number | undefined): SentBody =>
  value === undefined ? {} : { [field]: value }

const nothing = () => []

/** Fields for texts, where they are others than those for messages. */
const forTexts = (fields: (schema: JsonSchema) => SentBody): Dialect["form"] => (schema, { _tag }) =>
  _tag === "Text" ? fields(schema) : responseFormat(schema)

/** Only messages can be answered in a form. */
const onlyMessages = forTexts(() => ({}))

const usual: Dialect = {
  name: "OpenAI-compatible",
  isLikeVllm: true,
  sampling: ({ repetition_penalty, top_k, top_p }) => ({
    ...given("top_p", top_p),
    ...given("top_k", top_k),
    ...given("repetition_penalty", repetition_penalty)
  }),
  ignores: nothing,
  form: responseFormat
}

/** vLLM and SGLang take no top_k for -1; older versions refuse 0. */
const engine = (name: string): Dialect => ({
  ...usual,
  name,
  sampling: (params) => usual.sampling(params.top_k === 0 ? { ...params, top_k: -1 } : params)
})

const lmStudio: Dialect = {
  name: "LM Studio",
  sampling: ({ repetition_penalty, top_k, top_p }) => ({
    ...given("top_p", top_p),
    ...given("top_k", top_k),
    ...given("repeat_penalty", repetition_penalty)
  }),
  ignores: nothing,
  form: onlyMessages
}

/**
 * Tokens that llama.cpp looks back on for the penalty: more than a prompt with its answer has. Its -1, for the whole
 * context, is refused by newer versions, and it reserves memory for as many as are named.
 */
const wholeContext = 131_072

/**
 * llama.cpp's own defaults are min_p 0.05 and a penalty over the last 64 tokens only: unlike TGI and vLLM, by whose
 * meaning of the parameters the paper was made.
 */
const llamaCpp: Dialect = {
  name: "llama.cpp",
  sampling: (params) => ({
    ...lmStudio.sampling(params),
    ...(params.repetition_penalty === undefined ? {} : { repeat_last_n: wholeContext }),
    min_p: 0,
    typical_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0
  }),
  ignores: nothing,
  form: forTexts((schema) => ({ json_schema: schema })),
  repeatsBeginning: true
}

const ollama: Dialect = {
  ...usual,
  name: "Ollama",
  isLikeVllm: false,
  sampling: ({ top_p }) => given("top_p", top_p),
  ignores: () => ["top_k", "repetition_penalty"],
  form: onlyMessages
}

/** TGI takes any other name than `tgi` for that of an adapter, and refuses a top_p of 1. */
const tgi: Dialect = {
  name: "text-generation-inference",
  sampling: ({ repetition_penalty, top_p }) => ({
    ...given("top_p", top_p === 1 ? undefined : top_p),
    ...given("repetition_penalty", repetition_penalty)
  }),
  ignores: ({ _tag }) => _tag === "Text" ? ["top_k"] : ["top_k", "repetition_penalty"],
  form: (schema, { _tag }) => _tag === "Text" ? {} : { response_format: { type: "json", value: schema } },
  model: "tgi"
}

const byOwner: { readonly [owner: string]: Dialect } = {
  llamacpp: llamaCpp,
  library: ollama,
  organization_owner: lmStudio,
  vllm: engine("vllm"),
  // Its texts take the schema as a text, too.
  sglang: { ...engine("sglang"), form: forTexts((schema) => ({ json_schema: JSON.stringify(schema) })) }
}

/** The dialect of the server that a model's card comes from. */
export const dialectOf = (card: ModelCard | null): Dialect => {
  if (card === null) return usual
  if (card.owned_by === card.id && card.created === 0) return tgi
  return byOwner[card.owned_by ?? ""] ?? usual
}

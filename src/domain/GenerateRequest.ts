/**
 * What a model is asked, and the digest that identifies it everywhere.
 *
 * The digest is the key of the cache, joins identical requests in flight, and stands in every record. It covers what
 * determines the answer, as the user named it, and nothing of the transport: an offline replay has no server.
 */
import { Either, type ParseResult, Predicate, Schema } from "effect"
import { canonicalJson, type Digest, digestText, type Json } from "./Digest.ts"
import { GenerateParams } from "./GenerateParams.ts"
import { perObject } from "./perObject.ts"
import { Prompt } from "./Prompt.ts"

/** The version of the canonical form below; a change of the form needs a new version. */
export const requestFormat = "introspect-request/1"

/** A JSON Schema: what an answer in JSON must look like. */
export type JsonSchema = { readonly [keyword: string]: Json }

/** What one generation is asked with, and its digest. */
export interface GenerateRequest {
  /** The model's id as the user names it, for instance `meta-llama/Llama-2-7b-chat-hf`. */
  readonly model: string
  readonly revision: string | null
  readonly prompt: Prompt
  readonly params: GenerateParams
  /** 0 for an ordinary generation; repeat r is another draw, sent with a seed derived from the seed and r. */
  readonly repeat: number
  /** The form of the answer, for servers that can force one; absent for an answer in free text. */
  readonly responseSchema?: JsonSchema
  /** Texts that may follow the prompt, whose log-probabilities are asked for instead of an answer: see `ScoreRequest`. */
  readonly scored?: readonly string[]
  /** The canonical text that is hashed: a JSON array, with sorted keys in its objects; the schema only where there is one. */
  readonly canonical: string
  /** The SHA-256 of the canonical text. */
  readonly digest: Digest
}

/** An experiment's requests share one object of parameters. */
const paramsText = perObject((params: GenerateParams) => canonicalJson(params))

/** Backslashes, surrogates and control characters but the line end: what JSON may escape besides quotes and line ends. */
const rarelyEscaped = /[^\n -[\]-\ud7ff\ue000-\uffff]/

/** A text as JSON: as `JSON.stringify`, which looks at each character on its own. */
const jsonText = (text: string): string =>
  rarelyEscaped.test(text)
    ? JSON.stringify(text)
    : `"${text.replaceAll("\"", "\\\"").replaceAll("\n", "\\n")}"`

/** A text's members are written in their sorted order, without looking at them one by one. */
const promptText = (prompt: Prompt): string =>
  prompt._tag === "Text" && prompt.bos === undefined
    ? `{"_tag":"Text","text":${jsonText(prompt.text)}}`
    : canonicalJson(prompt)

/**
 * Makes a request and hashes it, once.
 *
 * @example
 * const request = makeRequest({ model: "m", prompt: { _tag: "Text", text: "Hello" }, params: paperParams })
 * request.digest.length // 64
 */
export const makeRequest = (request: {
  readonly model: string
  readonly revision?: string | null
  readonly prompt: Prompt
  readonly params: GenerateParams
  readonly repeat?: number
  readonly responseSchema?: JsonSchema | undefined
}): GenerateRequest => {
  const { model, params, prompt, repeat = 0, responseSchema, revision = null } = request
  const head = `"${requestFormat}",${JSON.stringify(model)},${JSON.stringify(revision)}`
  const form = responseSchema === undefined ? "" : `,${canonicalJson(responseSchema)}`
  const canonical = `[${head},${promptText(prompt)},${paramsText(params)},${repeat}${form}]`
  return {
    model,
    revision,
    prompt,
    params,
    repeat,
    ...(responseSchema === undefined ? {} : { responseSchema }),
    canonical,
    digest: digestText(canonical)
  }
}

/** The seed that is sent: the request's own for repeat 0, else 32 bits derived from the seed and the repeat. */
export const sentSeed = ({ params, repeat }: GenerateRequest): number =>
  repeat === 0 ? params.seed : Number.parseInt(digestText(`seed/${params.seed}/${repeat}`).slice(0, 8), 16)

const decodeCanonical = Schema.decodeUnknownEither(
  Schema.parseJson(
    Schema.Tuple(
      Schema.Literal(requestFormat),
      Schema.String,
      Schema.NullOr(Schema.String),
      Prompt,
      GenerateParams,
      Schema.NonNegativeInt,
      Schema.optionalElement(Schema.Record({ key: Schema.String, value: Schema.Any }))
    )
  )
)

/** The parameters that were decoded, by their canonical texts: a cache has thousands of requests with the same. */
const knownParams = new Map<string, GenerateParams>()
const mostKnown = 1000

const isText = (prompt: unknown): prompt is Prompt =>
  Predicate.isRecord(prompt) && prompt["_tag"] === "Text" && typeof prompt["text"] === "string"
  && Object.keys(prompt).length === 2

/** A request for a text with known parameters, as nearly all are; null where the schema has to judge. */
const parseUsual = (canonical: string, digest: Digest | undefined): GenerateRequest | null => {
  const parts = parsed(canonical)
  if (!Array.isArray(parts) || parts.length !== 6) return null
  const [format, model, revision, prompt, given, repeat] = parts as readonly unknown[]
  const params = knownParams.get(JSON.stringify(given))
  const isUsual = format === requestFormat && typeof model === "string" && typeof repeat === "number"
    && (revision === null || typeof revision === "string") && isText(prompt)
    && params !== undefined && Number.isInteger(repeat) && repeat >= 0
  if (!isUsual) return null
  const request = { model, revision, prompt, params, repeat }
  return digest === undefined ? makeRequest(request) : { ...request, canonical, digest }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The request for an answer whose canonical text this is, or what is wrong with it; a digest that is known is not made again. */
export const parseGenerateRequest = (
  canonical: string,
  digest?: Digest
): Either.Either<GenerateRequest, ParseResult.ParseError> => {
  const usual = parseUsual(canonical, digest)
  if (usual !== null) return Either.right(usual)
  return Either.map(
    decodeCanonical(canonical),
    ([, model, revision, prompt, params, repeat, responseSchema]) => {
      if (knownParams.size < mostKnown) knownParams.set(paramsText(params), params)
      return makeRequest({ model, revision, prompt, params, repeat, responseSchema })
    }
  )
}

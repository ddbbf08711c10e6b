/**
 * What a model is asked, and the digest that identifies it everywhere.
 *
 * The digest is the key of the cache, joins identical requests in flight, and stands in every record. It covers what
 * determines the answer, as the user named it, and nothing of the transport: an offline replay has no server.
 */
import { Either, type ParseResult, Schema } from "effect"
import { canonicalJson, type Digest, digestText } from "./Digest.ts"
import { GenerateParams } from "./GenerateParams.ts"
import { Prompt } from "./Prompt.ts"

/** The version of the canonical form below; a change of the form needs a new version. */
export const requestFormat = "introspect-request/1"

export interface GenerateRequest {
  /** The model's id as the user names it, for instance `meta-llama/Llama-2-7b-chat-hf`. */
  readonly model: string
  readonly revision: string | null
  readonly prompt: Prompt
  readonly params: GenerateParams
  /** 0 for an ordinary generation; repeat r is another draw, sent with a seed derived from the seed and r. */
  readonly repeat: number
  readonly digest: Digest
}

/** An experiment's requests share one object of parameters: its text is made once. */
const paramsTexts = new WeakMap<GenerateParams, string>()

const paramsText = (params: GenerateParams): string => {
  const known = paramsTexts.get(params)
  if (known !== undefined) return known
  const text = canonicalJson(params)
  paramsTexts.set(params, text)
  return text
}

/** The canonical text that is hashed: a JSON array, with sorted keys in its objects. */
export const canonicalRequest = (request: Omit<GenerateRequest, "digest">): string =>
  `[${
    [
      JSON.stringify([requestFormat, request.model, request.revision]).slice(1, -1),
      canonicalJson(request.prompt),
      paramsText(request.params),
      request.repeat
    ].join(",")
  }]`

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
}): GenerateRequest => {
  const fields = {
    model: request.model,
    revision: request.revision ?? null,
    prompt: request.prompt,
    params: request.params,
    repeat: request.repeat ?? 0
  }
  return { ...fields, digest: digestText(canonicalRequest(fields)) }
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
      Schema.NonNegativeInt
    )
  )
)

/** The request whose canonical text this is, or what is wrong with it. */
export const parseRequest = (canonical: string): Either.Either<GenerateRequest, ParseResult.ParseError> =>
  Either.map(
    decodeCanonical(canonical),
    ([, model, revision, prompt, params, repeat]) => makeRequest({ model, revision, prompt, params, repeat })
  )

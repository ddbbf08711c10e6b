/**
 * A model's answer, with what the server told about it.
 */
import { Schema } from "effect"

/** Why a generation ended: by itself or a stop string, at the token limit, or for a reason that is not told. */
export const FinishReason = Schema.Literal("stop", "length", "unknown")
export type FinishReason = typeof FinishReason.Type

const Tokens = Schema.optionalWith(Schema.Number, { exact: true })

/** What a server says of its limits, in tokens; absent where it does not tell. */
export const TokenLimits = Schema.Struct({
  /** The longest prompt. */
  maxInputTokens: Tokens,
  /** The longest prompt together with its answer. */
  maxTotalTokens: Tokens
})
export type TokenLimits = typeof TokenLimits.Type

/** Limits of which a server may tell only some. */
export const tokenLimits = (told: {
  readonly input?: number | null | undefined
  readonly total?: number | null | undefined
}): TokenLimits => ({
  ...(typeof told.input === "number" ? { maxInputTokens: told.input } : {}),
  ...(typeof told.total === "number" ? { maxTotalTokens: told.total } : {})
})

/** Which server answered: facts for the manifest, never part of a request's digest. */
export const ServerInfo = Schema.Struct({
  /** The model's id by the server's own account. */
  model: Schema.String,
  sha: Schema.NullOr(Schema.String),
  /** Where the server has the model from, where that has another name (vLLM: a path, or an id of the Hub). */
  root: Schema.optionalWith(Schema.String, { exact: true }),
  /** Name and version of the serving software. */
  version: Schema.String,
  /** The most requests that the server says it takes at once. */
  maxConcurrentRequests: Schema.NullOr(Schema.Number),
  ...TokenLimits.fields
})
export type ServerInfo = typeof ServerInfo.Type

/** An answer, and what is known of how it came about. */
export const Generation = Schema.Struct({
  /** The answer without the prompt and without a final stop string. */
  text: Schema.String,
  /** What the model wrote while it thought, apart from its answer; null when the server gave none. */
  reasoning: Schema.NullOr(Schema.String),
  finishReason: FinishReason,
  promptTokens: Schema.NullOr(Schema.Number),
  completionTokens: Schema.NullOr(Schema.Number),
  /** Milliseconds that the generation took: the server's own figure, else measured by the client. */
  durationMillis: Schema.Number,
  durationBy: Schema.Literal("server", "client"),
  server: Schema.NullOr(ServerInfo),
  /** How often it was tried, where that was more than once. */
  attempts: Schema.optionalWith(Schema.Number, { exact: true })
})
export type Generation = typeof Generation.Type

const simulatedPrefix = "simulated/"

/** The id by which the simulated model answers, so that its answers never pass for a language model's. */
export const simulatedModelId = (profile: string): string => `${simulatedPrefix}${profile}`

/** Whether a model id is the simulated model's. */
export const isSimulatedModel = (model: string): boolean => model.startsWith(simulatedPrefix)

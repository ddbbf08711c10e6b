/**
 * What requests to `/v1/completions` and `/v1/chat/completions` have in common.
 */
import { Effect } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import { didYouMean } from "../../../src/domain/nearest.ts"
import { type Prompt, withoutBos } from "../../../src/domain/Prompt.ts"
import type { Reply } from "../http/exchange.ts"
import type { Transport } from "../http/Transport.ts"
import type { ModelCard } from "./models.ts"
import type { SentBody } from "./refusal.ts"

/** The route of a prompt: a text goes out as it stands, messages are put into the chat format by the server. */
export const routeOf = (api: string, prompt: Prompt): string =>
  prompt._tag === "Text" ? `${api}/completions` : `${api}/chat/completions`

/** The fields that carry a prompt to a server that adds the beginning-of-text token to a text. */
export const promptFields = (prompt: Prompt): SentBody =>
  prompt._tag === "Text" ? { prompt: withoutBos(prompt) } : { messages: prompt.messages }

/** Whether the answer has been begun for the model (a prefill). */
export const isBegun = (prompt: Prompt): boolean =>
  prompt._tag === "Chat" && prompt.messages.at(-1)?.role === "assistant"

/** A reply with where it came from. */
export interface Posted {
  readonly reply: Reply
  readonly where: string
}

/** Posts a body. */
export const post = (
  { endpoint, send }: Transport,
  path: string,
  body: SentBody
): Effect.Effect<Posted, GenerateError> =>
  Effect.map(
    send("POST", path, JSON.stringify(body)),
    (reply) => ({ reply, where: `${endpoint}${path}` })
  )

/** Adds to an error about a wrong model or route what would be right. */
export const withDirections = (
  error: GenerateError,
  { cards, model, prompt }: {
    readonly cards: readonly ModelCard[]
    readonly model: string
    readonly prompt: Prompt
  }
): GenerateError => {
  if (error.reason._tag !== "WrongServer") return error
  const ids = cards.map(({ id }) => id)
  if (ids.length > 0 && !ids.includes(model)) {
    const known = ids.length > 5 ? `${ids.length} models` : ids.join(", ")
    const message = `${error.message} (the server has ${known}, but not ${model}${didYouMean(model, ids)})`
    return generateError({ _tag: "WrongServer", message })
  }
  return prompt._tag === "Chat" ? error : generateError({
    _tag: "WrongServer",
    message: `${error.message} (for a model that only takes messages, choose --model-type Chat)`
  })
}

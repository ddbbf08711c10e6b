/**
 * Conversations, and the two forms in which they reach a server.
 */
import { Schema } from "effect"

/** One turn of a conversation; the last turn's assistant part, if given, opens the answer (a prefill). */
export interface ChatTurn {
  readonly user: string
  readonly assistant?: string
}

/** A conversation: at least one turn, and an optional system message. */
export interface ChatHistory {
  readonly system?: string
  readonly turns: readonly [ChatTurn, ...ChatTurn[]]
}

/** A message of a server-side chat (`/v1/chat/completions`). */
export const ChatMessage = Schema.Struct({
  role: Schema.Literal("system", "user", "assistant"),
  content: Schema.String
})
export type ChatMessage = typeof ChatMessage.Type

/**
 * A prompt sent exactly as it stands, special tokens included.
 *
 * Servers add the tokenizer's beginning-of-text token to a text. That is the published condition of the paper's
 * formats; a prompt of a model's own template is complete without it, and says so by `bos`.
 */
export const TextPrompt = Schema.TaggedStruct("Text", {
  text: Schema.String,
  /** The token that the tokenizer would add, and with which a complete prompt begins; empty if there is none. */
  bos: Schema.optionalWith(Schema.String, { exact: true })
})
export type TextPrompt = typeof TextPrompt.Type

/** Messages that the server itself puts into the model's chat format. */
export const ChatPrompt = Schema.TaggedStruct("Chat", { messages: Schema.NonEmptyArray(ChatMessage) })
export type ChatPrompt = typeof ChatPrompt.Type

/** What a model is asked with. */
export const Prompt = Schema.Union(TextPrompt, ChatPrompt)
export type Prompt = typeof Prompt.Type

/** The text for a server that adds the beginning-of-text token itself, so that it is there once. */
export const withoutBos = ({ bos = "", text }: TextPrompt): string => text.slice(bos.length)

/** The prompt as one readable text, for messages to people. */
export const showPrompt = (prompt: Prompt): string =>
  prompt._tag === "Text"
    ? prompt.text
    : prompt.messages.map(({ content, role }) => `${role}: ${content}`).join("\n\n")

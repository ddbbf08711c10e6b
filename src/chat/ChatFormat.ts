/**
 * How a conversation becomes a prompt for one family of models.
 */
import { Schema } from "effect"
import type { ChatHistory, Prompt } from "../domain/Prompt.ts"

/** The formats by name: the paper's three, a model's own template, and `Chat`, which leaves it to the server. */
export const ChatFormatName = Schema.Literal("Llama2", "Falcon", "Mistral", "Template", "Chat")
export type ChatFormatName = typeof ChatFormatName.Type

/** How turns of a chat become a prompt. */
export interface ChatFormat {
  readonly name: ChatFormatName
  /** Strings that end an answer, because only the format itself or a new turn would contain them. */
  readonly stop: readonly string[]
  /** Whether a conversation can have a system message. */
  readonly hasSystem: boolean
  /** Why it cannot, where the format knows more than that. */
  readonly noSystem?: string
  /** Where the format was read, if it was. */
  readonly origin?: string
  /** The message that the model's publisher ships, if there is one. */
  readonly defaultSystem: string | null
  /** The prompt of a conversation, exact to the space; the last turn may hold the opening of the answer. */
  readonly render: (history: ChatHistory) => Prompt
}

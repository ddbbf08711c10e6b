/**
 * Server-side chat: the messages are sent as they are, and the server knows its model's format.
 */
import type { ChatHistory, ChatMessage } from "../domain/Prompt.ts"
import type { ChatFormat } from "./ChatFormat.ts"

/** A conversation as messages by their speakers. */
export const chatMessages = (
  { system, turns: [first, ...rest] }: ChatHistory
): readonly [ChatMessage, ...ChatMessage[]] => {
  const messages = [first, ...rest].flatMap(({ assistant, user }): ChatMessage[] => [
    { role: "user", content: user },
    ...(assistant === undefined ? [] : [{ role: "assistant" as const, content: assistant }])
  ])
  const [opening, ...others] = system === undefined
    ? messages
    : [{ role: "system" as const, content: system }, ...messages]
  return [opening!, ...others]
}

export const Chat: ChatFormat = {
  name: "Chat",
  stop: [],
  hasSystem: true,
  defaultSystem: null,
  render: (history) => ({ _tag: "Chat", messages: chatMessages(history) })
}

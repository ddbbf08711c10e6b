/**
 * Server-side chat: the messages are sent as they are, and the server knows its model's format.
 */
import type { ChatMessage } from "../domain/Prompt.ts"
import type { ChatFormat } from "./ChatFormat.ts"

export const Chat: ChatFormat = {
  name: "Chat",
  stop: [],
  hasSystem: true,
  defaultSystem: null,
  render: ({ system, turns: [first, ...rest] }) => {
    const messages = [first, ...rest].flatMap(({ assistant, user }): ChatMessage[] => [
      { role: "user", content: user },
      ...(assistant === undefined ? [] : [{ role: "assistant" as const, content: assistant }])
    ])
    const [opening, ...others] = system === undefined
      ? messages
      : [{ role: "system" as const, content: system }, ...messages]
    return { _tag: "Chat", messages: [opening!, ...others] }
  }
}

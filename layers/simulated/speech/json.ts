/**
 * How the simulated model says what it means where the prompt asks for JSON.
 */
import type { Reply } from "../reply.ts"

const valueOf = (reply: Reply): string | readonly string[] => {
  switch (reply.kind) {
    case "answer":
    case "ability":
      return reply.answer
    case "paragraph":
      return reply.text
    case "words":
      return reply.words
  }
}

/** Says a reply as a JSON object with one key. */
export const sayInJson = (reply: Reply, key: string): string => JSON.stringify({ [key]: valueOf(reply) })

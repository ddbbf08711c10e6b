/**
 * llama.cpp's server (tag v0.5.0) as it answered once: recorded replies, chosen by what a request asks for.
 */
import { readFileSync } from "node:fs"
import { type Scripted, scriptedServer, type Seen } from "./scriptedServer.ts"

/** The stop string of the recording that ended at one. */
export const recordedStop = "\u0002p"

/** A recorded reply. */
export const recorded = (name: string): Scripted & object => {
  const file = new URL(`../fixtures/llama-server/${name}.json`, import.meta.url)
  const { json, status, text } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly status: number
    readonly json?: unknown
    readonly text?: string
  }
  return { status, body: json ?? text }
}

/** What the server tells of itself. */
export const recordedFacts = (path: string): Scripted | undefined => {
  if (path === "/v1/models") return recorded("models-with-alias")
  if (path === "/props") return recorded("props-with-alias")
  return path === "/metrics" ? recorded("metrics") : undefined
}

const completion = (text: string): Scripted => {
  const { max_tokens, prompt, stop } = JSON.parse(text) as {
    readonly prompt: string
    readonly max_tokens?: number
    readonly stop?: readonly string[]
  }
  if (prompt.length > 1000) return recorded("error-context-overflow")
  if (stop?.includes(recordedStop) === true) return recorded("v1-completions-stop")
  return recorded(max_tokens === 1 ? "unknown-and-extreme-params" : "v1-completions")
}

const chat = (text: string): Scripted => {
  const { max_tokens, messages, stop } = JSON.parse(text) as {
    readonly messages: readonly { readonly role: string; readonly content: string }[]
    readonly max_tokens?: number
    readonly stop?: readonly string[]
  }
  if (messages.some(({ content }) => content.length > 1000)) return recorded("error-context-overflow-chat")
  if (messages.at(-1)?.role === "assistant") return recorded("chat-prefill-assistant")
  if (stop?.includes(recordedStop) === true) return recorded("v1-completions-stop")
  return recorded(max_tokens === 1 ? "v1-chat-completions-max1" : "v1-chat-completions")
}

const answer = ({ method, path, text }: Seen): Scripted => {
  if (method === "GET") return recordedFacts(path) ?? recorded("error-unknown-route")
  if (path === "/v1/completions") return completion(text)
  return path === "/v1/chat/completions" ? chat(text) : recorded("error-unknown-route")
}

/** Serves the recordings until the scope closes. */
export const recordedLlamaServer = scriptedServer(answer)

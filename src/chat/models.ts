/**
 * The models of the paper by their short names.
 */
import { paperParams } from "../domain/GenerateParams.ts"
import type { GenerateParams } from "../domain/GenerateParams.ts"
import { isSimulatedModel } from "../domain/Generation.ts"
import type { ChatFormatName } from "./ChatFormat.ts"
import { chatFormats } from "./formats.ts"

export interface ModelEntry {
  /** The Hub's `owner/name`. */
  readonly id: string
  readonly type: ChatFormatName
  /** The system message when the user names none. */
  readonly system: "none" | "default"
}

/** Short name -> model: the seven of arXiv 2401.07927. */
export const models: { readonly [name: string]: ModelEntry } = {
  "llama2-70b": { id: "meta-llama/Llama-2-70b-chat-hf", type: "Llama2", system: "none" },
  "llama2-13b": { id: "meta-llama/Llama-2-13b-chat-hf", type: "Llama2", system: "none" },
  "llama2-7b": { id: "meta-llama/Llama-2-7b-chat-hf", type: "Llama2", system: "none" },
  "falcon-40b": { id: "tiiuae/falcon-40b-instruct", type: "Falcon", system: "default" },
  "falcon-7b": { id: "tiiuae/falcon-7b-instruct", type: "Falcon", system: "default" },
  "mistral-v1-7b": { id: "mistralai/Mistral-7B-Instruct-v0.1", type: "Mistral", system: "none" },
  "mistral-v2-7b": { id: "mistralai/Mistral-7B-Instruct-v0.2", type: "Mistral", system: "none" }
}

/** The simulated model speaks by messages, like a server that knows its model's format. */
const simulatedEntry = (name: string): ModelEntry => ({ id: name, type: "Chat", system: "none" })

/** The known facts about a model: from the list, or of the simulated one. */
export const modelEntry = (name: string): ModelEntry | undefined =>
  isSimulatedModel(name) ? simulatedEntry(name) : Object.hasOwn(models, name) ? models[name] : undefined

/** The parameters that an experiment uses unless told otherwise: the paper's, with the format's stop strings. */
export const defaultParams = (type: ChatFormatName, seed: number): GenerateParams => ({
  ...paperParams,
  stop: chatFormats[type].stop,
  seed
})

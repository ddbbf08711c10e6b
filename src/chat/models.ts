/**
 * The models that the package knows by short names, and what an experiment with one of them uses by default.
 */
import { Either } from "effect"
import { type GenerateParams, paperParams, withChanges } from "../domain/GenerateParams.ts"
import { isSimulatedModel } from "../domain/Generation.ts"
import type { ChatFormat } from "./ChatFormat.ts"
import { decodeModels, findModel, type ModelEntry, type ModelRegistry } from "./ModelEntry.ts"
import list from "./models.json" with { type: "json" }

/** Short name -> model: the seven of arXiv 2401.07927, and those that people use now. */
export const models: ModelRegistry = Either.getOrThrow(decodeModels(list))

/** The known facts about a model: from a list, or of the simulated one, which speaks by messages. */
export const modelEntry = (
  name: string,
  registry: ModelRegistry = models
): { readonly name: string; readonly entry: ModelEntry } | undefined =>
  isSimulatedModel(name)
    ? { name, entry: { id: name, type: "Chat", system: "none" } }
    : findModel(registry, name)

/** Where the prompt goes out as a text, the model's own stop strings are needed beside the format's. */
const stopOf = (format: ChatFormat, entry: ModelEntry | undefined): readonly string[] =>
  format.name === "Chat" ? format.stop : [...new Set([...format.stop, ...(entry?.stop ?? [])])]

/**
 * The parameters that an experiment uses unless told otherwise: the paper's, with the stop strings of the format, and
 * what a known model needs otherwise.
 */
export const defaultParams = (
  format: ChatFormat,
  entry: ModelEntry | undefined,
  seed: number
): GenerateParams => withChanges({ ...paperParams, stop: stopOf(format, entry), seed }, entry?.params ?? {})

/**
 * One server among several that serve the same model.
 */
import type { Layer } from "effect"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { Inference } from "./Inference.ts"
import type { LoadReader } from "./ServerLoad.ts"

/** A client of one server; each of its generations is one attempt. */
export interface Endpoint {
  /** How messages, the progress line and the manifest call it: its URL, without secrets. */
  readonly name: string
  readonly client: Layer.Layer<Inference, GenerateError>
  /** Asks it for its load, where it may tell. */
  readonly load?: LoadReader
}

/**
 * The centre: a model behind something that generates.
 *
 * Clients (`layers/clients`) implement it with one attempt each; the middleware of this room wraps one implementation
 * in another, so that an experiment is composed by providing layers.
 */
import { Context, type Effect } from "effect"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation, ServerInfo } from "../domain/Generation.ts"

/** The service that generates: a model behind a server, or layers around one. */
export class Inference extends Context.Tag("introspect/Inference")<Inference, {
  /** The model's answer. Interruption aborts the request on the wire. */
  readonly generate: (request: GenerateRequest) => Effect.Effect<Generation, GenerateError>
  /** Which server this is; null when there is none to ask. */
  readonly info: Effect.Effect<ServerInfo | null, GenerateError>
}>() {}

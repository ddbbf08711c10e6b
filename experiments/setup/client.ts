/**
 * From flags to what answers.
 */
import { Config, Effect, Layer, Option } from "effect"
import type { TransportOptions } from "../../layers/clients/http/Transport.ts"
import type { LlamaCppOptions } from "../../layers/clients/LlamaCpp.ts"
import * as Offline from "../../layers/clients/Offline.ts"
import type { SimulatedProfile } from "../../layers/simulated/profile.ts"
import { modelEntry } from "../../src/chat/models.ts"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { Endpoint } from "../../src/inference/Endpoint.ts"
import type { Inference } from "../../src/inference/Inference.ts"
import type { LoadReader } from "../../src/inference/ServerLoad.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { UsageError } from "../errors/UsageError.ts"
import type { ClientFlags } from "../options/client.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import { readModels, readProfile } from "./inputs.ts"
import { type Servers, serversOf } from "./servers.ts"

/** What answers, chosen and checked. */
export type Client =
  | { readonly _tag: "TGI"; readonly servers: Servers }
  | {
    readonly _tag: "VLLM"
    readonly servers: Servers
    readonly model: string | undefined
    readonly legacy: boolean
  }
  | { readonly _tag: "OpenAI"; readonly servers: Servers; readonly model: string | undefined }
  | { readonly _tag: "LlamaCpp"; readonly model: LlamaCppOptions }
  | { readonly _tag: "Simulated"; readonly profile: SimulatedProfile }
  | { readonly _tag: "Offline" }

/** The flags that choose a client, and those that name its model. */
export type ClientChoice = ClientFlags & Pick<ExperimentFlags, "modelId" | "modelName" | "models">

const usualClient = Effect.map(
  Effect.orElseSucceed(Config.option(Config.string("RUN_OFFLINE")), Option.none),
  (value) => Option.match(value, { onNone: () => "TGI" as const, onSome: () => "Offline" as const })
)

/** The model's id as requests will have it. */
const modelOf = ({ modelId, modelName, models }: ClientChoice) =>
  Effect.map(readModels(models), (registry) =>
    Option.getOrUndefined(
      Option.orElse(modelId, () =>
        Option.map(modelName, (name) => modelEntry(name, registry)?.entry.id ?? name))
    ))

/** The client that the flags name. */
export const clientOf = Effect.fnUntraced(
  function*(flags: ClientChoice): Effect.fn.Return<Client, UsageError> {
    const name = Option.isSome(flags.client) ? flags.client.value : yield* usualClient
    switch (name) {
      case "TGI":
        return { _tag: name, servers: yield* serversOf(name, flags) }
      case "VLLM":
        return {
          _tag: name,
          servers: yield* serversOf(name, flags),
          model: yield* modelOf(flags),
          legacy: flags.vllmLegacy
        }
      case "OpenAI":
        return { _tag: name, servers: yield* serversOf(name, flags), model: yield* modelOf(flags) }
      case "LlamaCpp":
        return yield* Option.match(flags.modelPath, {
          onNone: () =>
            Effect.fail(
              new UsageError({
                message: "--client LlamaCpp: which file? name it with --model-path model.gguf"
              })
            ),
          onSome: (modelPath) =>
            Effect.succeed({
              _tag: name,
              model: {
                modelPath,
                sequences: Option.getOrUndefined(flags.sequences),
                threads: Option.getOrUndefined(flags.threads),
                contextSize: Option.getOrUndefined(flags.contextSize)
              }
            })
        })
      case "Simulated":
        return { _tag: name, profile: yield* readProfile(flags.profile) }
      case "Offline":
        return { _tag: name }
    }
  }
)

/** A client is loaded when it is used: the others do not need the packages under it. */
const loaded = <Options>(
  load: () => Promise<{ readonly layer: (options: Options) => Layer.Layer<Inference, GenerateError> }>,
  options: Options
): Layer.Layer<Inference, GenerateError> =>
  Layer.unwrapEffect(Effect.map(Effect.promise(load), ({ layer }) => layer(options)))

const loadOf = (server: TransportOptions): LoadReader =>
  Effect.flatMap(
    Effect.promise(() => import("../../layers/clients/http/load.ts")),
    ({ loadReader }) => loadReader(server)
  )

/** One endpoint for each server, by its URL; what needs no server is one endpoint by its name. */
export const clientEndpoints = (client: Client, pack: PromptPack): readonly [Endpoint, ...Endpoint[]] => {
  const each = <Options extends TransportOptions>(
    [first, ...rest]: readonly [Options, ...Options[]],
    layer: (server: Options) => Layer.Layer<Inference, GenerateError>
  ): readonly [Endpoint, ...Endpoint[]] => {
    const endpoint = (server: Options): Endpoint => ({
      name: server.endpoint,
      client: layer(server),
      load: loadOf(server)
    })
    return [endpoint(first), ...rest.map(endpoint)]
  }
  switch (client._tag) {
    case "TGI":
      return each(client.servers, (server) => loaded(() => import("../../layers/clients/Tgi.ts"), server))
    case "VLLM":
      return each(
        client.servers,
        (server) =>
          loaded(() => import("../../layers/clients/Vllm.ts"), {
            ...server,
            model: client.model,
            legacy: client.legacy
          })
      )
    case "OpenAI":
      return each(
        client.servers,
        (server) => loaded(() => import("../../layers/clients/OpenAi.ts"), { ...server, model: client.model })
      )
    case "LlamaCpp":
      return [{
        name: client.model.modelPath,
        client: loaded(() => import("../../layers/clients/LlamaCpp.ts"), client.model)
      }]
    case "Simulated":
      return [{
        name: client._tag,
        client: loaded(() => import("../../layers/clients/Simulated.ts"), { profile: client.profile, pack })
      }]
    case "Offline":
      return [{ name: client._tag, client: Offline.layer }]
  }
}

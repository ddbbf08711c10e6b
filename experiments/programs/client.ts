/**
 * From flags to what answers.
 */
import { Config, Effect, type Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import * as Tgi from "../../layers/clients/Tgi.ts"
import type { SimulatedProfile } from "../../layers/simulated/profile.ts"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { Inference } from "../../src/inference/Inference.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { type ClientFlags, usualEndpoint } from "../options/client.ts"
import { UsageError } from "../UsageError.ts"
import { readProfile } from "./inputs.ts"

/** What answers, chosen and checked. */
export type Client =
  | { readonly _tag: "TGI"; readonly endpoint: string }
  | { readonly _tag: "Simulated"; readonly profile: SimulatedProfile }
  | { readonly _tag: "Offline" }

const usualClient = Effect.map(
  Effect.orElseSucceed(Config.option(Config.string("RUN_OFFLINE")), Option.none),
  (value) => Option.match(value, { onNone: () => "TGI" as const, onSome: () => "Offline" as const })
)

/** The client that the flags name. */
export const clientOf = Effect.fnUntraced(
  function*(flags: ClientFlags): Effect.fn.Return<Client, UsageError> {
    const name = Option.isSome(flags.client) ? flags.client.value : yield* usualClient
    switch (name) {
      case "Simulated":
        return { _tag: name, profile: yield* readProfile(flags.profile) }
      case "Offline":
        return { _tag: name }
      case "TGI": {
        const endpoint = Option.getOrElse(flags.endpoint, () => usualEndpoint)
        if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
          return yield* new UsageError({
            message: `--endpoint ${endpoint}: write a URL, such as http://127.0.0.1:8080`
          })
        }
        return { _tag: name, endpoint }
      }
    }
  }
)

/** The layer of a client: one attempt for each generation. */
export const clientLayer = (client: Client, pack: PromptPack): Layer.Layer<Inference, GenerateError> => {
  switch (client._tag) {
    case "TGI":
      return Tgi.layer({ endpoint: client.endpoint })
    case "Simulated":
      return Simulated.layer({ profile: client.profile, pack })
    case "Offline":
      return Offline.layer
  }
}

/**
 * Flags that say what answers.
 */
import * as Options from "@effect/cli/Options"
import type { Option } from "effect"
import { choiceOption } from "./choice.ts"

export const clientNames = ["TGI", "Simulated", "Offline"] as const
export type ClientName = typeof clientNames[number]

/** Where the original expected its server. */
export const usualEndpoint = "http://127.0.0.1:20002"

export const profileOption = Options.text("profile").pipe(
  Options.withDescription(
    "The simulated model's behaviour: faithful, unfaithful or mixed:P, then ,accuracy=A ,refusal=R ,unreadable=U "
      + "(default faithful)"
  ),
  Options.withDefault("faithful")
)

export const clientOptions = {
  client: Options.optional(
    choiceOption(
      "client",
      clientNames,
      "What answers: a TGI server, the simulated model, or only the cache (default TGI, or Offline "
        + "when RUN_OFFLINE is set)"
    )
  ),
  endpoint: Options.text("endpoint").pipe(
    Options.withDescription(`URL of the server (default ${usualEndpoint})`),
    Options.optional
  ),
  profile: profileOption
}

/** The values of these flags. */
export interface ClientFlags {
  readonly client: Option.Option<ClientName>
  readonly endpoint: Option.Option<string>
  readonly profile: string
}

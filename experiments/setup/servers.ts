/**
 * From flags to the servers that are asked, with what they want to know of their user.
 */
import { Config, Effect, Option, Redacted } from "effect"
import type { TransportOptions } from "../../layers/clients/http/Transport.ts"
import { UsageError } from "../errors/UsageError.ts"
import {
  type ClientFlags,
  openAiVariables,
  type ServerClientName,
  usualEndpoints
} from "../options/client.ts"

/** At least one server; all of them serve the same model. */
export type Servers = readonly [TransportOptions, ...TransportOptions[]]

const trimmed = (value: Redacted.Redacted): Option.Option<Redacted.Redacted> => {
  const text = Redacted.value(value).trim()
  return text === "" ? Option.none() : Option.some(Redacted.make(text))
}

/** A variable of the environment; one that is empty is none. */
const variable = (name: string): Effect.Effect<Option.Option<Redacted.Redacted>> =>
  Config.option(Config.redacted(name)).pipe(
    Effect.orElseSucceed(Option.none<Redacted.Redacted>),
    Effect.map(Option.flatMap(trimmed))
  )

const apiKey = Effect.fnUntraced(function*(client: ServerClientName, named: Option.Option<string>) {
  if (Option.isNone(named)) return client === "OpenAI" ? yield* variable(openAiVariables.key) : Option.none()
  const key = yield* variable(named.value)
  if (Option.isSome(key)) return key
  return yield* new UsageError({
    message:
      `--api-key-env ${named.value}: this environment variable is not set (write its name, not the key)`
  })
})

/** One header; its value may be a secret, and stands in no message. */
const parseHeader = (text: string) => {
  const [, name = "", value = ""] = /^([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*)$/.exec(text) ?? []
  return name === ""
    ? Effect.fail(new UsageError({ message: "--header must be written as \"Name: value\"" }))
    : Effect.succeed([name, Redacted.make(value)] as const)
}

const checkEndpoint = (endpoint: string) => {
  if (/^https?:\/\//.test(endpoint) && URL.canParse(endpoint)) return Effect.succeed(endpoint)
  const shown = endpoint.replace(/\/\/[^/]*@/, "//…@")
  return Effect.fail(
    new UsageError({ message: `--endpoint ${shown}: write a URL, such as http://127.0.0.1:8080` })
  )
}

const usualEndpoint = Effect.fnUntraced(function*(client: ServerClientName) {
  if (client !== "OpenAI") return usualEndpoints[client]
  const named = yield* variable(openAiVariables.endpoint)
  return Option.match(named, { onNone: () => usualEndpoints.OpenAI, onSome: Redacted.value })
})

/** The servers that the flags name, or the usual one of the client. */
export const serversOf = Effect.fnUntraced(function*(
  client: ServerClientName,
  flags: ClientFlags
): Effect.fn.Return<Servers, UsageError> {
  const key = yield* apiKey(client, flags.apiKeyEnv)
  const headers = Object.fromEntries(yield* Effect.forEach(flags.header, parseHeader))
  const named = flags.endpoint.flatMap((list) => list.split(",")).map((endpoint) => endpoint.trim())
  const endpoints = [...new Set(named.filter((endpoint) => endpoint !== ""))]
  const [first, ...rest] = yield* Effect.forEach(
    endpoints.length === 0 ? [yield* usualEndpoint(client)] : endpoints,
    checkEndpoint
  )
  const withCredentials = (endpoint: string): TransportOptions => ({
    endpoint,
    apiKey: Option.getOrUndefined(key),
    headers
  })
  return [withCredentials(first!), ...rest.map(withCredentials)]
})

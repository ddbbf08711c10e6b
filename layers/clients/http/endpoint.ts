/**
 * Where a server is.
 */
import { Effect } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"

const unusable = (message: string) => Effect.fail(generateError({ _tag: "Unsupported", message }))

/** The URL of a server, or what is wrong with it. */
export const parseEndpoint = (endpoint: string): Effect.Effect<URL, GenerateError> => {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    return unusable(`${endpoint} is no URL of a server, such as http://127.0.0.1:8080`)
  }
  // Endpoints stand in messages and manifests, where no password may be.
  if (url.username !== "" || url.password !== "") {
    return unusable(`the URL of ${url.host} may not hold a name or password: use the option for the key`)
  }
  return url.search === "" && url.hash === ""
    ? Effect.succeed(url)
    : unusable(`the URL of ${url.host} may not have a part after ? or #: use the options for headers`)
}

/** Where the routes of an OpenAI-like server are. */
export interface ApiBase {
  /** The server's own root, with `/metrics` and the like. */
  readonly root: string
  /** What stands between the root and `/completions`. */
  readonly api: string
}

/**
 * An endpoint may be given with or without `/v1`, or even as the URL of one route. A path that has its version
 * elsewhere (`/v1beta/openai`) is taken as it stands.
 */
export const apiBase = (endpoint: string): ApiBase => {
  const base = endpoint.trim().replace(/\/+$/, "").replace(/(?:\/chat)?\/completions$/, "")
  if (base.endsWith("/v1")) return { root: base.slice(0, -"/v1".length), api: "/v1" }
  const path = base.replace(/^\w+:\/\/[^/]*/, "")
  return { root: base, api: /\/v\d[^/]*(?:\/|$)/.test(path) ? "" : "/v1" }
}

/**
 * The connections to one server: straight, or through the proxy that the environment names.
 */
import { Config, Effect, Option, type Scope } from "effect"
import { readFile } from "node:fs/promises"
import { rootCertificates } from "node:tls"
import { type Dispatcher, EnvHttpProxyAgent, Pool } from "undici"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"

const connectTimeout = 10_000
/** Far above any answer; a body without an end must not fill the memory. */
const maxResponseSize = 64 * 2 ** 20

const unusable = (message: string) => generateError({ _tag: "Unsupported", message })

/** The first variable that is set and not empty; like everywhere else, the small spelling comes first. */
const variable = (...names: readonly string[]): Effect.Effect<string> =>
  Effect.orElseSucceed(
    Effect.map(
      Effect.forEach(names, (name) => Config.option(Config.string(name))),
      (values) => values.flatMap(Option.toArray).find((value) => value !== "") ?? ""
    ),
    () => ""
  )

/**
 * Certificates of the authorities that the user trusts beside the usual ones: those of `SSL_CERT_FILE`.
 *
 * Node reads `NODE_EXTRA_CA_CERTS` by itself, but no longer when it is given a list.
 */
const certificates = Effect.gen(function*() {
  if ((yield* variable("SSL_CERT_FILE")) === "") return null
  const files = [yield* variable("SSL_CERT_FILE"), yield* variable("NODE_EXTRA_CA_CERTS")]
  const texts = yield* Effect.forEach(files.filter((file) => file !== ""), (file) =>
    Effect.tryPromise({
      try: () => readFile(file, "utf8"),
      catch: () =>
        unusable(`the certificates of SSL_CERT_FILE or NODE_EXTRA_CA_CERTS, ${file}, cannot be read`)
    }))
  return [...rootCertificates, ...texts]
})

/** A proxy is of no use on the way to this machine itself. */
const isLoopback = (host: string) => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

const proxies = Effect.gen(function*() {
  return {
    httpProxy: yield* variable("http_proxy", "HTTP_PROXY"),
    httpsProxy: yield* variable("https_proxy", "HTTPS_PROXY"),
    noProxy: yield* variable("no_proxy", "NO_PROXY")
  }
})

type Proxies = Effect.Effect.Success<typeof proxies>

const tlsOf = (ca: readonly string[] | null) => ca === null ? {} : { ca: [...ca] }

/** Through the proxies; which expect plain requests as such: a tunnel is for those that are encrypted. */
const agent = (options: object, proxies: Proxies, ca: readonly string[] | null) =>
  new EnvHttpProxyAgent({
    ...options,
    connect: { timeout: connectTimeout, ...tlsOf(ca) },
    ...proxies,
    proxyTunnel: false,
    requestTls: tlsOf(ca),
    proxyTls: tlsOf(ca)
  })

const open = (url: URL, proxies: Proxies, ca: readonly string[] | null) => {
  const options = { connections: null, maxResponseSize }
  return isLoopback(url.hostname) || (proxies.httpProxy === "" && proxies.httpsProxy === "")
    ? new Pool(url.origin, { ...options, connect: { timeout: connectTimeout, ...tlsOf(ca) } })
    : agent(options, proxies, ca)
}

const opened = (what: string, make: () => Dispatcher) =>
  Effect.acquireRelease(
    Effect.try({
      try: make,
      // The proxy's URL may hold a password.
      catch: () => unusable(`the proxy that HTTP_PROXY or HTTPS_PROXY names for ${what} cannot be used`)
    }),
    (dispatcher) => Effect.promise(() => dispatcher.destroy())
  )

/** Opens connections to the server of a URL until the scope closes. */
export const openDispatcher = Effect.fnUntraced(function*(
  url: URL
): Effect.fn.Return<Dispatcher, GenerateError, Scope.Scope> {
  const ca = url.protocol === "https:" ? yield* certificates : null
  const named = yield* proxies
  return yield* opened(url.origin, () => open(url, named, ca))
})

const loopback = "localhost,127.0.0.1,[::1]"

/** Opens connections to any server that a download leads to, until the scope closes. */
export const openAgent = Effect.fnUntraced(function*(
  options: { readonly bodyTimeout: number; readonly headersTimeout: number }
): Effect.fn.Return<Dispatcher, GenerateError, Scope.Scope> {
  const ca = yield* certificates
  const named = yield* proxies
  const noProxy = named.noProxy === "" ? loopback : `${named.noProxy},${loopback}`
  return yield* opened("downloads", () => agent(options, { ...named, noProxy }, ca))
})

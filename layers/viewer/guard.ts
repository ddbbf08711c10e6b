/**
 * Who may ask what: other pages in the same browser may ask nothing, by whatever name they reach this port.
 */
import { HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"

/** What a request says of itself. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: { readonly [name: string]: string | undefined }
}

/** A request that is not answered. */
export interface Refused {
  readonly status: 403 | 405 | 415
  readonly message: string
}

const forbidden = (message: string): Refused => ({ status: 403, message })

const isJson = (type = ""): boolean => /^application\/json\s*(?:;|$)/i.test(type)

/**
 * Why a request is refused; null when it is not.
 *
 * A name that resolves to this machine (DNS rebinding) stands in `Host`. A page of another site is named in `Origin`, and
 * in `Sec-Fetch-Site`; it may link to a page here, but read nothing and send nothing.
 */
export const refusalOf = ({ headers, method, path }: Asked, hosts: ReadonlySet<string>): Refused | null => {
  const { host = "", origin } = headers
  if (!hosts.has(host)) return forbidden(`this server is not ${JSON.stringify(host)}`)
  const isOwn = origin === `http://${host}`
  if (origin !== undefined && !isOwn) return forbidden("only its own pages may ask this server")
  const isApi = path.startsWith("/api/")
  const site = headers["sec-fetch-site"] ?? "none"
  if (isApi && site !== "same-origin" && site !== "none") {
    return forbidden("only its own pages may ask this server")
  }
  if (method === "GET" || method === "HEAD") return null
  if (method !== "POST" || !isApi) {
    return { status: 405, message: `${method} is not answered` }
  }
  if (!isOwn) return forbidden("a correction is taken from the viewer's own pages only")
  return isJson(headers["content-type"])
    ? null
    : { status: 415, message: "a correction is sent as application/json" }
}

/** What every reply tells the browser: nothing comes from elsewhere, nothing is guessed, nobody may frame it. */
const protection = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'"
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin"
}

/** Refuses what must not be asked, and protects every reply. */
export const guarded = <E, R>(
  app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
  hosts: () => ReadonlySet<string>
) =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers, method, url }) => {
    const refusal = refusalOf({ headers, method, path: url }, hosts())
    const reply = refusal === null
      ? app
      : Effect.succeed(HttpServerResponse.text(refusal.message, { status: refusal.status }))
    return Effect.map(reply, HttpServerResponse.setHeaders(protection))
  })

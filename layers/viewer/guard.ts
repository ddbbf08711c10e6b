/**
 * Who may ask what: other users of the machine may ask nothing, nor may other pages in the same browser, by whatever name
 * they reach this port.
 */
import { HttpMiddleware, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { accessOf, type Caller, deniedMessage, deniedPage } from "./access.ts"
import { sendProblem } from "./reply.ts"

/** What a request says of itself. */
export interface Asked extends Caller {
  readonly method: string
}

/** A request that is not answered. */
export interface Refused {
  readonly status: 403 | 405 | 415
  readonly message: string
}

const forbidden = (message: string): Refused => ({ status: 403, message })

/** This machine's own names, and those of the near end of a tunnel to it, whose port may be another. */
const isOwnName = (host: string): boolean => /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)

const isApiPath = (path: string): boolean => path.startsWith("/api/")

const isJson = (type = ""): boolean => /^application\/json\s*(?:;|$)/i.test(type)

/**
 * Why a request is refused; null when it is not.
 *
 * A name that resolves to this machine (DNS rebinding) stands in `Host`. A page of another site is named in `Origin`, and
 * in `Sec-Fetch-Site`; it may link to a page here, but read nothing and send nothing.
 */
export const refusalOf = ({ headers, method, path }: Asked): Refused | null => {
  const { host = "", origin } = headers
  if (!isOwnName(host)) return forbidden(`this server is not ${JSON.stringify(host)}`)
  const isOwn = origin === `http://${host}`
  if (origin !== undefined && !isOwn) return forbidden("only its own pages may ask this server")
  const isApi = isApiPath(path)
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

/** A refusal in the form that whoever asked can read. */
const sendRefusal = (path: string, { message, status }: Refused, page?: string) => {
  if (isApiPath(path)) return sendProblem(status, message)
  const headers = { "cache-control": "no-store" }
  return page === undefined
    ? HttpServerResponse.text(message, { status, headers })
    : HttpServerResponse.text(page, { status, headers, contentType: "text/html; charset=utf-8" })
}

/** What a request says of itself, its address in two parts. */
const askedIn = ({ headers, method, url }: HttpServerRequest.HttpServerRequest): Asked => {
  const [path = "", ...query] = url.split("?")
  return { method, headers, path, query: query.join("?") }
}

/** Answers only those who have the token, refuses what must not be asked, and protects every reply. */
export const guarded = <E, R>(
  app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
  token: string
) =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
    const asked = askedIn(request)
    const refusal = refusalOf(asked)
    if (refusal !== null) return Effect.succeed(sendRefusal(asked.path, refusal))
    const access = accessOf(asked, token)
    switch (access._tag) {
      case "Granted":
        return app
      case "Denied":
        return Effect.succeed(sendRefusal(asked.path, forbidden(deniedMessage), deniedPage(asked)))
      case "Entered":
        return Effect.succeed(HttpServerResponse.empty({
          status: 302,
          headers: { location: access.location, "set-cookie": access.cookie, "cache-control": "no-store" }
        }))
    }
  }).pipe(Effect.map(HttpServerResponse.setHeaders(protection)))

/** Traces have the whole address of a request: one with a token is left out of them. */
export const untracedTokens = HttpMiddleware.withTracerDisabledWhenEffect(({ url }) => url.includes("token="))

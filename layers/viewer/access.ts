/**
 * Who may look: others of the same machine reach the port too, so the viewer has a token, which its address bears. A browser
 * that opens the address keeps the token as a cookie, and is sent on to the same page without it.
 */
import { Cookies } from "@effect/platform"
import { randomBytes, timingSafeEqual } from "node:crypto"

/** 192 random bits, fit for a URL; each start of the viewer has others. */
export const makeToken = (): string => randomBytes(24).toString("base64url")

/** The address that a person opens. */
export const addressOf = (url: string, token: string): string => `${url}/?token=${token}`

/** What a request brings to be let in. */
export interface Caller {
  readonly path: string
  readonly query: string
  readonly headers: { readonly [name: string]: string | undefined }
}

/** Let in; not let in; or let in by the token of an address, to keep it as a cookie and go to the clean address. */
export type Access =
  | { readonly _tag: "Granted" }
  | { readonly _tag: "Denied" }
  | { readonly _tag: "Entered"; readonly cookie: string; readonly location: string }

/** Takes as long for any text, right or wrong in whatever place. */
const isToken = (text: string | null | undefined, token: string): boolean => {
  const given = Buffer.from(text ?? "")
  const right = Buffer.from(token)
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Browsers keep cookies by host, whatever the port: viewers on (or tunnelled to) several ports need names of their own. */
const cookieName = (host = ""): string => `introspect-view-${/:(\d+)$/.exec(host)?.[1] ?? "80"}`

/** No script can read it, and no other site's page can have it sent. */
const cookieOf = (name: string, token: string): string =>
  `${name}=${token}; Path=/; HttpOnly; SameSite=Strict`

/** A path of this server, never of another host. */
const cleanAddress = (path: string, query: URLSearchParams): string => {
  const rest = new URLSearchParams([...query].filter(([name]) => name !== "token")).toString()
  return `/${path.replace(/^[/\\]+/, "")}${rest === "" ? "" : `?${rest}`}`
}

/** What a request may, by the token in its query or its cookie. */
export const accessOf = ({ headers, path, query }: Caller, token: string): Access => {
  const name = cookieName(headers["host"])
  const asked = new URLSearchParams(query)
  const kept = Cookies.parseHeader(headers["cookie"] ?? "")[name]
  if (!isToken(kept, token) && !isToken(asked.get("token"), token)) return { _tag: "Denied" }
  return asked.has("token")
    ? { _tag: "Entered", cookie: cookieOf(name, token), location: cleanAddress(path, asked) }
    : { _tag: "Granted" }
}

/** What a page says that does not have the token. */
export const deniedMessage =
  "This viewer is private. Open the address that introspect view printed where it was started: it ends in ?token=… and is another one after each start."

/**
 * The page for who is not let in.
 *
 * A browser leaves the cookie at home when a link on another site leads here; when this page itself asks again, it is sent.
 */
export const deniedPage = ({ headers }: Pick<Caller, "headers">): string => {
  const site = headers["sec-fetch-site"]
  const again = site === "cross-site" || site === "same-site"
    ? "<meta http-equiv=\"refresh\" content=\"0\">"
    : ""
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">${again}`
    + `<title>introspect view</title></head><body><h1>The address lacks its token</h1><p>${deniedMessage}</p></body></html>`
}

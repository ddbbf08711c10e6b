import { describe, expect, it } from "@effect/vitest"
import { Effect, Tracer } from "effect"
import { accessOf, addressOf, type Caller, deniedPage, makeToken } from "../../../layers/viewer/access.ts"
import { recordWith } from "../../support/records.ts"
import { ask, cookieFor, servedViewer } from "../../support/viewer.ts"

const token = "AbCd-_123"
const host = "127.0.0.1:8090"
const access = ({ headers = {}, path = "/", query = "" }: Partial<Caller>) =>
  accessOf({ path, query, headers: { host, ...headers } }, token)

describe("access to the viewer", () => {
  it("has a token that nobody can guess, another one each time", () => {
    const tokens = Array.from({ length: 100 }, makeToken)
    expect(new Set(tokens).size).toBe(100)
    for (const one of tokens) expect(one).toMatch(/^[\w-]{32}$/)
    expect(addressOf("http://127.0.0.1:8090", token)).toBe("http://127.0.0.1:8090/?token=AbCd-_123")
  })

  it("is denied without the token", () => {
    for (
      const wrong of ["", "AbCd-_12", "AbCd-_1234", "abcd-_123", "ÄbCd-_123", "AbCd-_12\u0133", "undefined"]
    ) {
      const query = `token=${encodeURIComponent(wrong)}`
      expect(access({ query }), query).toEqual({ _tag: "Denied" })
      const cookie = `introspect-view-8090=${wrong}`
      expect(access({ headers: { cookie } }), cookie).toEqual({ _tag: "Denied" })
    }
    for (const cookie of ["", ";", "a=b", token, `=${token}`, `token=${token}`, `__proto__=${token}`]) {
      expect(access({ headers: { cookie } }), cookie).toEqual({ _tag: "Denied" })
    }
    expect(access({})).toEqual({ _tag: "Denied" })
    expect(access({ path: `/${token}`, query: token })).toEqual({ _tag: "Denied" })
  })

  it("is granted to the cookie of the port that the browser sees", () => {
    const cookie = `other=1; introspect-view-8090=${token}; introspect-view-9000=x`
    expect(access({ headers: { cookie } })).toEqual({ _tag: "Granted" })
    expect(access({ headers: { cookie, host: "localhost:8090" } })).toEqual({ _tag: "Granted" })
    expect(access({ headers: { cookie, host: "localhost:9000" } })).toEqual({ _tag: "Denied" })
  })

  it("is given by an address, which is cleaned of it", () => {
    const query = `q=a+b&token=${token}&correct=yes`
    expect(access({ path: "/experiments/a%2Fb", query })).toEqual({
      _tag: "Entered",
      cookie: `introspect-view-8090=${token}; Path=/; HttpOnly; SameSite=Strict`,
      location: "/experiments/a%2Fb?q=a+b&correct=yes"
    })
    expect(access({ query: `token=${token}` })).toMatchObject({ location: "/" })
    expect(access({ headers: { host: "localhost:9000" }, query: `token=${token}` })).toMatchObject({
      cookie: expect.stringContaining(`introspect-view-9000=${token};`)
    })
  })

  it("stays with a browser that opens an address of an earlier start", () => {
    const cookie = `introspect-view-8090=${token}`
    expect(access({ path: "/experiments/a", query: "token=old", headers: { cookie } })).toMatchObject({
      _tag: "Entered",
      cookie: expect.stringContaining(token),
      location: "/experiments/a"
    })
  })

  it("never leads to another host", () => {
    for (
      const path of ["//evil.example/", "/\\evil.example", "\\\\evil.example", "///evil.example", "http://a/"]
    ) {
      const entered = access({ path, query: `token=${token}` })
      expect(entered).toMatchObject({ location: expect.stringMatching(/^\/[^/\\]/) })
    }
  })

  it("is asked for again by its own page, when another site's link led there", () => {
    const again = "http-equiv=\"refresh\""
    expect(deniedPage({ headers: { "sec-fetch-site": "cross-site" } })).toContain(again)
    for (const headers of [{}, { "sec-fetch-site": "none" }, { "sec-fetch-site": "same-origin" }]) {
      expect(deniedPage({ headers })).not.toContain(again)
    }
  })
})

describe("the viewer's server", () => {
  const records = Effect.succeed([recordWith(0)])

  it.scoped("tells nothing to those without its token", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store("experiment", records)
      const { port } = new URL(url)
      const wrong = `introspect-view-${port}=${"x".repeat(32)}`
      for (
        const path of [
          "/",
          "/?token=",
          "/?token=wrong",
          "/experiments/experiment",
          "/assets/app.js",
          "/nothing",
          "/api/experiments",
          "/api/experiments?token=wrong",
          "/api/experiments/experiment/observations/0",
          "/api/experiments/experiment/annotations",
          "//",
          "/%zz"
        ]
      ) {
        for (const cookie of ["", wrong]) {
          const { headers, status, text } = yield* ask(url, path, { headers: { cookie } })
          expect(status, path).toBe(403)
          expect(text, path).toContain("that introspect view printed")
          expect(text, path).not.toMatch(/the page|positive|export/)
          expect(headers, path).toMatchObject({
            "cache-control": "no-store",
            "content-type": expect.stringContaining(
              path.startsWith("/api/") ? "application/json" : "text/html"
            ),
            "content-security-policy": expect.stringContaining("default-src 'none'")
          })
          expect(headers["set-cookie"]).toBeUndefined()
        }
      }
    }))

  it.scoped("lets in who opens its address, and keeps the token out of the next", () =>
    Effect.gen(function*() {
      const { url } = yield* servedViewer
      const { pathname, search } = new URL(url)
      const entered = yield* ask(url, `${pathname}${search}`, { headers: { cookie: "" } })
      expect(entered).toMatchObject({
        status: 302,
        text: "",
        headers: {
          location: "/",
          "set-cookie": [`${cookieFor(url)}; Path=/; HttpOnly; SameSite=Strict`],
          "referrer-policy": "no-referrer",
          "cache-control": "no-store"
        }
      })
      const cookie = String(entered.headers["set-cookie"]).split(";")[0]!
      expect(yield* ask(url, "/", { headers: { cookie } })).toMatchObject({ status: 200 })
      expect(yield* ask(url, "/api/experiments", { headers: { cookie } })).toMatchObject({ status: 200 })
    }))

  it.scoped("takes no correction without its token", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store("experiment", records)
      const { host, origin } = new URL(url)
      const post = (cookie: string) =>
        ask(url, "/api/experiments/experiment/annotations", {
          method: "POST",
          headers: { host, origin, "content-type": "application/json", cookie },
          body: "{}"
        })
      expect(yield* post("")).toMatchObject({ status: 403 })
      // It is read only after the cookie was found right.
      expect(yield* post(cookieFor(url))).toMatchObject({ status: 400 })
    }))

  it.scoped("keeps its token out of traces", () =>
    Effect.gen(function*() {
      const spans: Tracer.Span[] = []
      const native = yield* Effect.tracer
      const tracer = Tracer.make({
        context: (execution, fiber) => native.context(execution, fiber),
        span: (...of) => {
          const span = native.span(...of)
          spans.push(span)
          return span
        }
      })
      const { url } = yield* Effect.withTracer(servedViewer, tracer)
      const { pathname, search } = new URL(url)
      yield* ask(url, `${pathname}${search}`)
      yield* ask(url, "/api/experiments")
      const seen = spans.filter(({ kind }) => kind === "server").map(({ attributes }) => [...attributes])
      expect(seen).toHaveLength(1)
      expect(String(seen)).toContain("/api/experiments")
      expect(String(seen)).not.toContain(search.replace("?token=", ""))
    }))

  it.scoped("has another token after each start", () =>
    Effect.gen(function*() {
      const first = yield* servedViewer
      const second = yield* servedViewer
      const { searchParams } = new URL(first.url)
      const { port } = new URL(second.url)
      const cookie = `introspect-view-${port}=${searchParams.get("token")}`
      expect(yield* ask(second.url, "/", { headers: { cookie } })).toMatchObject({ status: 403 })
    }))
})

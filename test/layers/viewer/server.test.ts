import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { recordWith, sessionWith } from "../../support/records.ts"
import { ask, askJson, servedViewer } from "../../support/viewer.ts"

const id = "experiment"
const records = (count: number, first = 0) =>
  Effect.succeed(
    Array.from({ length: count }, (_, i) => {
      const idx = first + i
      return recordWith(idx, {
        label: idx % 2 === 0 ? "positive" : "negative",
        correct: idx % 2 === 0,
        verdict: idx % 3 === 0,
        sessions: [
          sessionWith("predict"),
          sessionWith(
            "explain",
            idx % 10 === 7 ? { reading: null, rule: "refusal" } : { reading: `edit ${idx}` }
          )
        ]
      })
    })
  )

describe("the viewer's server", () => {
  it.scoped("protects every reply", () =>
    Effect.gen(function*() {
      const { url } = yield* servedViewer
      for (
        const path of ["/", "/assets/app.js", "/api/experiments", "/nothing", "/api/experiments/nothing"]
      ) {
        const { headers } = yield* ask(url, path)
        expect(headers, path).toMatchObject({
          "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self'"),
          "x-content-type-options": "nosniff",
          "x-frame-options": "DENY"
        })
        expect(headers["access-control-allow-origin"]).toBeUndefined()
      }
    }))

  it.scoped("refuses other hosts and origins over the wire", () =>
    Effect.gen(function*() {
      const { url } = yield* servedViewer
      const { host } = new URL(url)
      const statusOf = (headers: { readonly [name: string]: string }) =>
        Effect.map(ask(url, "/api/experiments", { headers }), ({ status }) => status)
      expect(yield* statusOf({})).toBe(200)
      expect(yield* statusOf({ host: host.replace("127.0.0.1", "localhost") })).toBe(200)
      expect(yield* statusOf({ host: "rebound.example" })).toBe(403)
      expect(yield* statusOf({ origin: "http://evil.example" })).toBe(403)
      expect(yield* statusOf({ "sec-fetch-site": "cross-site" })).toBe(403)
    }))

  it.scoped("serves its own files and nothing else of the disk", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, records(1))
      expect(yield* ask(url, "/assets/app.js")).toMatchObject({ status: 200, text: "export {}" })
      for (
        const path of [
          "/assets/../secret.js",
          "/assets/..%2fsecret.js",
          "/assets/%2e%2e/secret.js",
          "/assets/..\\secret.js",
          "/secret.js",
          "/../../../../etc/passwd",
          "//etc/passwd",
          "/assets//etc/passwd",
          "/assets/%2fetc%2fpasswd",
          "/assets/app.js%00.html",
          "/api/experiments/..%2fanalysis%2fexperiment",
          "/api/experiments/..%2fanalysis%2fexperiment/observations",
          "/api/experiments/..%2fanalysis%2fexperiment/observations/0",
          "/api/experiments/..%2fanalysis%2fexperiment/annotations",
          "/api/experiments/%2fetc%2fpasswd",
          "/api/experiments/..",
          "/api/experiments/%00",
          "/api/experiments/%zz"
        ]
      ) {
        const { status, text } = yield* ask(url, path)
        expect([400, 404], `${path}: ${text}`).toContain(status)
        expect(text).not.toMatch(/secret\b(?!\.js)|root:|"rows"|"transcript"/)
      }
    }))

  it.scoped("is one page for all addresses of the front end", () =>
    Effect.gen(function*() {
      const { url } = yield* servedViewer
      for (
        const path of [
          "/",
          "/?q=a",
          `/experiments/${"a".repeat(300)}`,
          "/experiments/a/7?q=b",
          "/compare/a/b/1"
        ]
      ) {
        expect(yield* ask(url, path), path).toMatchObject({
          status: 200,
          text: expect.stringContaining("the page")
        })
      }
      expect(yield* ask(url, "/nothing/at/all")).toMatchObject({ status: 404 })
      expect(yield* ask(url, "/experiments/%zz")).toMatchObject({ status: 404 })
    }))

  it.scoped("lists experiments, and says nothing anew while nothing changes", () =>
    Effect.gen(function*() {
      const { folder, store, url } = yield* servedViewer
      expect(yield* askJson(url, "/api/experiments")).toEqual({ folder, experiments: [], problems: [] })
      yield* store(id, records(4))
      const first = yield* ask(url, "/api/experiments")
      expect(JSON.parse(first.text)).toMatchObject({
        experiments: [{
          id,
          records: 4,
          accuracy: { count: 2, n: 4 },
          verdict: { count: 1, n: 2 },
          size: null
        }]
      })
      const headers = { "if-none-match": String(first.headers["etag"]) }
      expect(yield* ask(url, "/api/experiments", { headers })).toMatchObject({ status: 304, text: "" })
    }))

  it.live("tells of new records as soon as they are there", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, records(4))
      const first = yield* ask(url, `/api/experiments/${id}/observations`)
      const headers = { "if-none-match": String(first.headers["etag"]) }
      yield* store(id, records(2, 10))
      const second = yield* ask(url, `/api/experiments/${id}/observations`, { headers })
      expect(second.status).toBe(200)
      expect(JSON.parse(second.text)).toMatchObject({ selected: 6, next: null })
    }).pipe(Effect.scoped))

  it.scoped("names what is not there and what cannot be meant", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, records(1))
      expect(yield* ask(url, "/api/experiments/nobody")).toMatchObject({
        status: 404,
        text: JSON.stringify({ message: "there is no experiment nobody" })
      })
      expect(yield* ask(url, `/api/experiments/${id}/observations/7`)).toMatchObject({ status: 404 })
      expect(yield* ask(url, `/api/experiments/${id}/observations/-1`)).toMatchObject({ status: 400 })
      expect(yield* ask(url, `/api/experiments/${id}/observations?verdict=perhaps`)).toMatchObject({
        status: 400
      })
      expect(yield* ask(url, `/api/experiments/${id}/observations?after=x`)).toMatchObject({ status: 400 })
    }))

  it.scoped("tells what observations can be filtered by", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, records(20))
      expect(yield* askJson(url, `/api/experiments/${id}`)).toMatchObject({
        row: { id, records: 20 },
        labels: [{ value: "negative", count: 10 }, { value: "positive", count: 10 }],
        answers: [{ value: "positive", count: 20 }],
        troubles: expect.arrayContaining([{ value: "refused", count: 2 }, { value: "unreadable", count: 0 }])
      })
    }))
})

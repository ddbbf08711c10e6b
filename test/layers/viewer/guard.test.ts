import { describe, expect, it } from "@effect/vitest"
import { type Asked, refusalOf } from "../../../layers/viewer/guard.ts"

const ask = (asked: Partial<Asked>) =>
  refusalOf({ method: "GET", path: "/", query: "", headers: { host: "127.0.0.1:8090" }, ...asked })
const correction = (headers: Asked["headers"]) =>
  ask({
    method: "POST",
    path: "/api/experiments/a/annotations",
    headers: {
      host: "localhost:8090",
      origin: "http://localhost:8090",
      "content-type": "application/json",
      ...headers
    }
  })

describe("the viewer's guard", () => {
  it("answers its own names, with and without an origin", () => {
    expect(ask({})).toBeNull()
    expect(ask({ headers: { host: "localhost:8090" } })).toBeNull()
    expect(ask({ headers: { host: "localhost:8090", origin: "http://localhost:8090" } })).toBeNull()
  })

  it("answers by another port, which is that of a tunnel's near end", () => {
    for (const host of ["localhost:9000", "127.0.0.1:9000", "localhost"]) {
      expect(ask({ headers: { host, origin: `http://${host}` } }), host).toBeNull()
      expect(ask({ headers: { host, origin: "http://localhost:8091" } }), host).toMatchObject({ status: 403 })
    }
  })

  it("refuses every other name that may resolve to this machine", () => {
    for (
      const host of [
        "evil.example:8090",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8090",
        "127.0.0.1:evil",
        "localhost:",
        "10.0.0.1:8090",
        "127a0b0c1:8090",
        ""
      ]
    ) {
      expect(ask({ headers: { host } }), host).toMatchObject({ status: 403 })
    }
    expect(ask({ headers: {} })).toMatchObject({ status: 403 })
  })

  it("refuses pages of other sites", () => {
    for (const origin of ["http://evil.example", "null", "https://127.0.0.1:8090", "http://localhost:8090"]) {
      expect(ask({ headers: { host: "127.0.0.1:8090", origin } }), origin).toMatchObject({ status: 403 })
    }
  })

  it("lets other sites link to a page, and read nothing", () => {
    const headers = { host: "127.0.0.1:8090", "sec-fetch-site": "cross-site" }
    expect(ask({ headers, path: "/experiments/a" })).toBeNull()
    expect(ask({ headers, path: "/api/experiments" })).toMatchObject({ status: 403 })
    expect(ask({ headers: { ...headers, "sec-fetch-site": "same-site" }, path: "/api/experiments" }))
      .toMatchObject({ status: 403 })
    expect(ask({ headers: { ...headers, "sec-fetch-site": "same-origin" }, path: "/api/experiments" }))
      .toBeNull()
  })

  it("takes JSON from its own pages only", () => {
    expect(correction({})).toBeNull()
    expect(correction({ "content-type": "application/json; charset=utf-8" })).toBeNull()
    expect(correction({ origin: undefined })).toMatchObject({ status: 403 })
    expect(correction({ origin: "http://evil.example" })).toMatchObject({ status: 403 })
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", undefined]) {
      expect(correction({ "content-type": type }), type).toMatchObject({ status: 415 })
    }
  })

  it("knows no other method", () => {
    for (const method of ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]) {
      expect(ask({ method }), method).toMatchObject({ status: 405 })
    }
    expect(ask({ method: "POST" })).toMatchObject({ status: 405 })
  })
})

import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { apiBase, parseEndpoint } from "../../../../layers/clients/http/endpoint.ts"

it("finds the routes of an API whatever part of their URL is given", () => {
  const at = (root: string, api: string) => ({ root, api })
  expect(apiBase("http://h:1")).toEqual(at("http://h:1", "/v1"))
  expect(apiBase(" http://h:1/ ")).toEqual(at("http://h:1", "/v1"))
  expect(apiBase("http://h/v1/")).toEqual(at("http://h", "/v1"))
  expect(apiBase("http://h/a/v1")).toEqual(at("http://h/a", "/v1"))
  expect(apiBase("http://h/proxy/80")).toEqual(at("http://h/proxy/80", "/v1"))
  expect(apiBase("http://h/v1/completions")).toEqual(at("http://h", "/v1"))
  expect(apiBase("http://h/v1/chat/completions")).toEqual(at("http://h", "/v1"))
  expect(apiBase("http://h/v1beta/openai/")).toEqual(at("http://h/v1beta/openai", ""))
  expect(apiBase("http://h/api/paas/v4")).toEqual(at("http://h/api/paas/v4", ""))
  expect(apiBase("http://v2")).toEqual(at("http://v2", "/v1"))
})

it.effect("takes no URL with what may be a secret, and does not repeat it", () =>
  Effect.gen(function*() {
    for (const endpoint of ["http://me:secret@h", "http://h/?key=secret", "http://h/#secret"]) {
      const error = yield* Effect.flip(parseEndpoint(endpoint))
      expect(error.reason._tag).toBe("Unsupported")
      expect(error.message).not.toContain("secret")
    }
  }))

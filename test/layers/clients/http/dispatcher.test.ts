import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { readFileSync } from "node:fs"
import { createServer, type Server } from "node:https"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import * as Tgi from "../../../../layers/clients/Tgi.ts"
import { makeRequest } from "../../../../src/domain/GenerateRequest.ts"
import { Inference } from "../../../../src/inference/Inference.ts"
import { withEnvironment } from "../../../support/environment.ts"
import { scriptedServer } from "../../../support/scriptedServer.ts"

/** A key and its certificate for this machine, until 2120. */
const fixture = (name: string) => join(import.meta.dirname, "../../../fixtures/tls", name)
const certificate = fixture("certificate.pem")

const request = makeRequest({
  model: "m",
  prompt: { _tag: "Text", text: "x" },
  params: { stop: [], seed: 0 }
})

/** Asks a server with these variables in the environment. */
const ask = (endpoint: string, environment: { readonly [name: string]: string }) =>
  Layer.build(Tgi.layer({ endpoint })).pipe(
    Effect.flatMap((context) => Context.get(context, Inference).generate(request)),
    withEnvironment(environment)
  )

const answering = scriptedServer(() => ({ body: { generated_text: "fine" } }))

describe("the proxy of the environment", () => {
  for (const name of ["HTTP_PROXY", "http_proxy"]) {
    it.scopedLive(`carries a plain request as such (${name})`, () =>
      Effect.gen(function*() {
        const proxy = yield* answering
        const answer = yield* ask("http://model.invalid:81/base", { [name]: proxy.url })
        expect(answer.text).toBe("fine")
        expect(proxy.seen().map(({ headers, path }) => [path, headers.host])).toEqual([
          ["http://model.invalid:81/base/generate", "model.invalid:81"]
        ])
      }))
  }

  it.scopedLive("is not used for hosts that NO_PROXY names, nor for this machine", () =>
    Effect.gen(function*() {
      const proxy = yield* answering
      const environment = { HTTP_PROXY: proxy.url, NO_PROXY: "model.invalid" }
      const error = yield* Effect.flip(ask("http://model.invalid", environment))
      // No such host, or nobody to ask whether there is one.
      expect(["WrongServer", "Unreachable"]).toContain(error.reason._tag)
      const server = yield* answering
      expect((yield* ask(server.url, { HTTP_PROXY: proxy.url })).text).toBe("fine")
      expect([proxy.seen().length, server.seen().length]).toEqual([0, 1])
    }))

  it.scopedLive("that cannot be used is an error without its password", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(ask("http://model.invalid", { HTTP_PROXY: "me:secret@no url" }))
      expect(error.reason._tag).toBe("Unsupported")
      expect(error.message).not.toContain("secret")
    }))
})

/** A server behind a certificate that only its own authority vouches for. */
const encrypted = Effect.gen(function*() {
  const server = yield* Effect.acquireRelease(
    Effect.async<Server>((resume) => {
      const options = { key: readFileSync(fixture("key.pem")), cert: readFileSync(certificate) }
      const opened = createServer(options, (_, response) => response.end("{\"generated_text\":\"fine\"}"))
      opened.listen(0, "127.0.0.1", () => resume(Effect.succeed(opened)))
    }),
    (opened) => Effect.sync(() => opened.close())
  )
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
})

describe("certificates of the environment", () => {
  it.scopedLive("are trusted beside the usual ones; others are an error that says what to do", () =>
    Effect.gen(function*() {
      const url = yield* encrypted
      expect((yield* ask(url, { SSL_CERT_FILE: certificate })).text).toBe("fine")
      const error = yield* Effect.flip(ask(url, {}))
      expect([error.reason._tag, error.class]).toEqual(["Unsupported", "setup"])
      expect(error.message).toContain("SSL_CERT_FILE")
    }))

  it.scopedLive("are read for https alone, and an unreadable file is named", () =>
    Effect.gen(function*() {
      const environment = { SSL_CERT_FILE: "/nowhere/ca.pem" }
      const server = yield* answering
      expect((yield* ask(server.url, environment)).text).toBe("fine")
      const error = yield* Effect.flip(ask("https://127.0.0.1:1", environment))
      expect(error.reason._tag).toBe("Unsupported")
      expect(error.message).toContain("/nowhere/ca.pem")
    }))
})

/**
 * What every client of an HTTP server does with the faults of a connection and a server.
 */
import { Context, Effect, Fiber, Layer, Redacted } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import type { GenerateRequest } from "../../../src/domain/GenerateRequest.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import type { TransportOptions } from "../../clients/http/Transport.ts"
import { eventually } from "../eventually.ts"
import { freePort, type Scripted, scriptedServer } from "../scriptedServer.ts"
import { effectTest, type TestFramework } from "../TestFramework.ts"

/** What the suite needs to know of a server: how it answers, and how it refuses. */
export interface WireContract {
  /** The client of a server. */
  readonly layer: (options: TransportOptions) => Layer.Layer<Inference, GenerateError>
  /** The server's replies about itself, by path; others are 404. */
  readonly facts: (path: string) => Scripted | undefined
  /** A good answer to the request of the contract. */
  readonly good: Scripted
  /** How the server refuses a parameter. */
  readonly refusedParameter: Scripted
  /** How the server refuses a prompt that is too long. */
  readonly tooLong: Scripted
}

type Expected = readonly [tag: GenerateError["reason"]["_tag"], errorClass: GenerateError["class"]]

const key = "sk-0123456789"
const header = "s3cr3t"
const credentials = {
  apiKey: Redacted.make(key),
  headers: { "X-Tenant": Redacted.make(header), "x-plain": "plain" }
}

/** Tests of a client against scripted servers; `request` is one that it can send. */
export const wireContract = (
  framework: TestFramework,
  name: string,
  { facts, good, layer, refusedParameter, tooLong }: WireContract,
  request: GenerateRequest
): void => {
  const { describe, expect } = framework
  const test = effectTest(framework)
  const connect = (endpoint: string) =>
    Effect.map(Layer.build(layer({ endpoint, ...credentials })), Context.get(Inference))

  /** A server that tells about itself as it should, and answers generations by a script. */
  const serve = (reply: Scripted) =>
    scriptedServer(({ method, path }) => method === "POST" ? reply : facts(path) ?? { status: 404 })

  const cases: readonly (readonly [what: string, reply: Scripted, expected: Expected])[] = [
    [
      "a wrong key, which the reply repeats",
      { status: 401, body: { error: `no key ${key} of ${header}` } },
      ["Unauthorized", "setup"]
    ],
    ["a key without the right", { status: 403, body: { error: { message: "no" } } }, [
      "Unauthorized",
      "setup"
    ]],
    ["no such route or model", { status: 404, body: { error: { message: "nothing here" } } }, [
      "WrongServer",
      "setup"
    ]],
    ["another method", { status: 405 }, ["WrongServer", "setup"]],
    ["a refused parameter", refusedParameter, ["Unsupported", "setup"]],
    ["a prompt that is too long", tooLong, ["ContextOverflow", "request"]],
    ["too many requests", { status: 429, headers: { "retry-after": "2" } }, ["Overloaded", "transient"]],
    ["a server that loads its model", { status: 503 }, ["Overloaded", "transient"]],
    ["a failure", { status: 500, body: "Internal Server Error" }, ["ServerFailure", "transient"]],
    ["a failure of a proxy", { status: 502, body: "<html>Bad Gateway</html>" }, [
      "ServerFailure",
      "transient"
    ]],
    ["a page instead of an answer", { body: `<html>login ${key}</html>` }, ["UnreadableReply", "transient"]],
    ["an error by 200", { body: { error: { message: "busy" } } }, ["UnreadableReply", "transient"]],
    ["an answer cut short", { body: "{\"choices\":[{\"text\":\"fi" }, ["UnreadableReply", "transient"]],
    ["a connection reset", "reset", ["Unreachable", "transient"]],
    ["a connection closed in the answer", { ...good as object, cutAt: 5 }, ["Unreachable", "transient"]]
  ]

  describe(`${name} on the wire`, () => {
    for (const [what, reply, [tag, errorClass]] of cases) {
      test(`${errorClass}: ${what}`, () =>
        Effect.gen(function*() {
          const server = yield* serve(reply)
          const { generate } = yield* connect(server.url)
          const error = yield* Effect.flip(generate(request))
          expect([error.reason._tag, error.class], error.message).toEqual([tag, errorClass])
          expect(error.message).toContain(server.url)
          expect(JSON.stringify(error)).not.toContain(key)
          expect(JSON.stringify(error)).not.toContain(header)
          if (error.reason._tag === "ContextOverflow") expect(error.reason.limit).toBeGreaterThan(0)
        }))
    }

    test("waits as long as an overloaded server asks for", () =>
      Effect.gen(function*() {
        const server = yield* serve({ status: 429, headers: { "retry-after": "2" } })
        const { generate } = yield* connect(server.url)
        expect((yield* Effect.flip(generate(request))).reason).toMatchObject({ retryAfterMillis: 2000 })
      }))

    test("transient: nobody listens", () =>
      Effect.gen(function*() {
        const url = `http://127.0.0.1:${yield* freePort}`
        const { generate, info } = yield* connect(url)
        for (const error of [yield* Effect.flip(generate(request)), yield* Effect.flip(info)]) {
          expect(error.reason).toMatchObject({ _tag: "Unreachable", phase: "connect" })
          expect(error.message).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.*: connection refused$/)
        }
      }))

    test("sends the key and the headers with every request, and the request once", () =>
      Effect.gen(function*() {
        const server = yield* serve(good)
        const { generate, info } = yield* connect(`${server.url}/`)
        yield* info
        yield* generate(request)
        expect(server.seen().filter(({ method }) => method === "POST")).toHaveLength(1)
        for (const { headers } of server.seen()) {
          expect(headers).toMatchObject({
            authorization: `Bearer ${key}`,
            "x-tenant": header,
            "x-plain": "plain"
          })
        }
      }))

    test("aborts an interrupted request", () =>
      Effect.gen(function*() {
        const server = yield* serve("silence")
        const { generate } = yield* connect(server.url)
        const fiber = yield* Effect.fork(generate(request))
        yield* eventually(() => server.seen().some(({ method }) => method === "POST"))
        expect(server.abandoned()).toBe(0)
        yield* Fiber.interrupt(fiber)
        yield* eventually(() => server.abandoned() === 1)
      }))
  })
}

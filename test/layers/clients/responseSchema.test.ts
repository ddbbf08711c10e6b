/**
 * The form of an answer as each client tells its server.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, type Layer, Logger } from "effect"
import * as OpenAi from "../../../layers/clients/OpenAi.ts"
import * as Tgi from "../../../layers/clients/Tgi.ts"
import * as Vllm from "../../../layers/clients/Vllm.ts"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import { type JsonSchema, makeRequest } from "../../../src/domain/GenerateRequest.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { answerSchema } from "../../../src/prompts/answerSchema.ts"
import { type Scripted, scriptedServer } from "../../support/scriptedServer.ts"

const schema = answerSchema("importance", "words", [])
const form = { type: "json_schema", json_schema: { name: "answer", strict: true, schema } }

const request = (kind: "Chat" | "Text", responseSchema: JsonSchema | undefined) =>
  makeRequest({
    model: "m",
    prompt: kind === "Text"
      ? { _tag: "Text", text: "Which words?" }
      : { _tag: "Chat", messages: [{ role: "user", content: "Which words?" }] },
    params: { stop: [], seed: 3 },
    responseSchema
  })

type Client = (options: { readonly endpoint: string }) => Layer.Layer<Inference, GenerateError>

/** What a client sends of some fields, and what it logs. */
const sent = Effect.fnUntraced(function*(
  client: Client,
  kind: "Chat" | "Text",
  card: object,
  answer: Scripted,
  responseSchema: JsonSchema | null = schema
) {
  const server = yield* scriptedServer(({ method }) =>
    method === "GET" ? { body: { object: "list", data: [card] } } : answer
  )
  const logs: string[] = []
  const outcome = yield* Effect.flatMap(Inference, (model) => {
    const ask = model.generate(request(kind, responseSchema ?? undefined))
    return Effect.either(Effect.zipRight(ask, ask))
  }).pipe(
    Effect.provide(client({ endpoint: server.url })),
    Effect.provide(
      Logger.replace(Logger.defaultLogger, Logger.make(({ message }) => logs.push(String(message))))
    )
  )
  const post = server.seen().find(({ method }) => method === "POST")
  return { outcome, logs, body: JSON.parse(post!.text) }
})

const text: Scripted = { body: { choices: [{ index: 0, text: "{}", finish_reason: "stop" }] } }
const message: Scripted = {
  body: { choices: [{ index: 0, message: { content: "{}" }, finish_reason: "stop" }] }
}
const answerTo = (kind: "Chat" | "Text") => kind === "Text" ? text : message
const card = (owned_by: string) => ({ id: "m", owned_by, created: 1 })
const tgiCard = { id: "m", owned_by: "m", created: 0 }

describe("the schema of an answer", () => {
  it.scoped("is TGI's grammar", () =>
    Effect.gen(function*() {
      const { body } = yield* sent(Tgi.layer, "Text", {}, { body: { generated_text: "{}" } })
      expect(body.parameters.grammar).toEqual({ type: "json", value: schema })
    }))

  it.scoped("is told vLLM by the names of all its versions", () =>
    Effect.gen(function*() {
      for (const kind of ["Text", "Chat"] as const) {
        const { body } = yield* sent(Vllm.layer, kind, card("vllm"), answerTo(kind))
        expect(body).toMatchObject({ response_format: form, guided_json: schema })
      }
    }))

  it.scoped.each(
    [
      ["someone", "Chat", { response_format: form }],
      ["someone", "Text", { response_format: form }],
      ["vllm", "Text", { response_format: form }],
      ["llamacpp", "Chat", { response_format: form }],
      ["llamacpp", "Text", { json_schema: schema }],
      ["sglang", "Chat", { response_format: form }],
      ["sglang", "Text", { json_schema: JSON.stringify(schema) }],
      ["library", "Chat", { response_format: form }],
      ["organization_owner", "Chat", { response_format: form }]
    ] as const
  )(
    "is told by the OpenAI client to a server of %s, for a %s",
    ([owner, kind, fields]) =>
      Effect.gen(function*() {
        const { body, logs } = yield* sent(OpenAi.layer, kind, card(owner), answerTo(kind))
        const { json_schema, response_format } = body
        expect(JSON.parse(JSON.stringify({ json_schema, response_format }))).toEqual(fields)
        expect(logs.filter((log) => log.includes("JSON"))).toEqual([])
      })
  )

  it.scoped("has a form of its own on TGI's OpenAI route", () =>
    Effect.gen(function*() {
      const { body } = yield* sent(OpenAi.layer, "Chat", tgiCard, message)
      expect(body.response_format).toEqual({ type: "json", value: schema })
    }))

  it.scoped.each([card("library"), card("organization_owner"), tgiCard])(
    "is not told where it would be ignored, with one warning: %o",
    (listed) =>
      Effect.gen(function*() {
        const { body, logs } = yield* sent(OpenAi.layer, "Text", listed, text)
        expect(body).not.toHaveProperty("response_format")
        expect(body).not.toHaveProperty("json_schema")
        expect(logs.filter((log) => log.includes("cannot force answers"))).toHaveLength(1)
      })
  )

  it.scoped("is not told vLLM's legacy server, with one warning", () =>
    Effect.gen(function*() {
      const legacy: Client = (options) => Vllm.layer({ ...options, legacy: true, model: "m" })
      const { body, logs } = yield* sent(legacy, "Text", {}, { body: { text: ["Which words? {}"] } })
      expect(body).not.toHaveProperty("guided_json")
      expect(logs.filter((log) => log.includes("cannot force answers"))).toHaveLength(1)
    }))

  it.scoped("is sent by nobody where there is none", () =>
    Effect.gen(function*() {
      const bodies = [
        yield* sent(Tgi.layer, "Text", {}, { body: { generated_text: "{}" } }, null),
        yield* sent(Vllm.layer, "Text", card("vllm"), text, null),
        yield* sent(OpenAi.layer, "Chat", card("library"), message, null)
      ]
      expect(JSON.stringify(bodies)).not.toMatch(/grammar|response_format|guided_json|json_schema/)
    }))

  it.scoped("that a server refuses is an error of the set-up which names the field and what to do", () =>
    Effect.gen(function*() {
      const openAi = {
        status: 400,
        body: {
          error: { message: "This response_format type is unavailable now", type: "invalid_request_error" }
        }
      }
      const refusedByOpenAi = (yield* sent(OpenAi.layer, "Chat", card("someone"), openAi)).outcome
      expect(Either.isLeft(refusedByOpenAi) && refusedByOpenAi.left).toMatchObject({
        class: "setup",
        message: expect.stringMatching(/refuses response_format: .*--pack default/)
      })
      const tgi = {
        status: 422,
        body: { error: "Input validation error: grammar is not supported", error_type: "validation" }
      }
      const refusedByTgi = (yield* sent(Tgi.layer, "Text", {}, tgi)).outcome
      expect(Either.isLeft(refusedByTgi) && refusedByTgi.left).toMatchObject({
        class: "setup",
        message: expect.stringContaining("grammar is not supported")
      })
    }))
})

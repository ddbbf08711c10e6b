import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Offline from "../../../layers/clients/Offline.ts"
import { makeRequest } from "../../../src/domain/GenerateRequest.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { requestOf } from "../../support/answers.ts"

it.effect("fails every request with the prompt that is not in the cache", () =>
  Effect.gen(function*() {
    const { generate } = yield* Inference
    const error = yield* Effect.flip(generate(requestOf("What is the sentiment?")))
    expect(error.reason).toEqual({
      _tag: "NotCached",
      message: "not in the cache, and there is no server: What is the sentiment?"
    })
    expect(error.class).toBe("request")
  }).pipe(Effect.provide(Offline.layer)))

it.effect("shows a conversation with its speakers", () =>
  Effect.gen(function*() {
    const { generate } = yield* Inference
    const error = yield* Effect.flip(generate(makeRequest({
      model: "m",
      prompt: {
        _tag: "Chat",
        messages: [{ role: "system", content: "Be brief." }, { role: "user", content: "Hello" }]
      },
      params: { stop: [], seed: 0 }
    })))
    expect(error.message).toMatch(/: system: Be brief\.\n\nuser: Hello$/)
  }).pipe(Effect.provide(Offline.layer)))

it.effect("has no server to tell of", () =>
  Effect.gen(function*() {
    const { info } = yield* Inference
    expect(yield* info).toBeNull()
  }).pipe(Effect.provide(Offline.layer)))

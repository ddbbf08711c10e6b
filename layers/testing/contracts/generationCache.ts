/**
 * What every generation cache must do.
 */
import { Effect, type Layer } from "effect"
import type { FailedGeneration } from "../../../src/domain/FailedGeneration.ts"
import { makeRequest } from "../../../src/domain/GenerateRequest.ts"
import { makeScoreRequest } from "../../../src/domain/ScoreRequest.ts"
import { GenerationCache } from "../../../src/storage/GenerationCache.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import { generationOf, requestOf } from "../exchanges.ts"
import { effectTest, type TestFramework } from "../TestFramework.ts"

/**
 * Registers the suite for one implementation; each test builds the layer anew and expects it empty.
 *
 * @example
 * generationCacheContract({ describe, expect, it }, "Memory", Memory.layer)
 */
export const generationCacheContract = (
  framework: TestFramework,
  name: string,
  layer: Layer.Layer<GenerationCache, StorageError>
): void => {
  const { describe, expect } = framework
  const test = effectTest(framework)
  const request = requestOf("Hello")
  const invalid: FailedGeneration = { reason: { _tag: "InvalidRequest", message: "413" }, limits: {} }
  const texts = Effect.fnUntraced(function*(...questions: readonly string[]) {
    const cache = yield* GenerationCache
    return yield* Effect.forEach(
      questions,
      (question) => Effect.map(cache.get(requestOf(question).digest), (found) => found?.text ?? null)
    )
  })

  describe(`the contract of a generation cache: ${name}`, () => {
    test("has nothing at first", () =>
      Effect.gen(function*() {
        expect(yield* texts("Hello", "")).toEqual([null, null])
      }).pipe(Effect.provide(layer)))

    test("finds an answer that was put, and no other", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        yield* cache.put(request, generationOf("A"))
        expect(yield* texts("Hello", "Other")).toEqual(["A", null])
      }).pipe(Effect.provide(layer)))

    test("peeks at nothing but what it would give", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const nothing = { generation: null, failure: null }
        const peek = () => cache.peek(request.digest)
        expect(peek() ?? nothing).toEqual(nothing)
        yield* cache.putFailure(request, invalid)
        expect(peek() ?? { ...nothing, failure: invalid }).toEqual({ ...nothing, failure: invalid })
        yield* cache.put(request, generationOf("A"))
        expect(peek()?.generation?.text ?? "A").toBe("A")
        yield* cache.forget([request.digest])
        expect(peek() ?? nothing).toEqual(nothing)
      }).pipe(Effect.provide(layer)))

    test("keeps scores like answers, and apart from the answer to the same prompt", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const { model, prompt, revision } = request
        const scoring = makeScoreRequest({ model, revision, prompt, continuations: [" yes", " no"] })
        yield* cache.put(request, generationOf("A"))
        yield* cache.put(scoring, generationOf("[-0.1,-2.5]"))
        expect((yield* cache.get(scoring.digest))?.text).toBe("[-0.1,-2.5]")
        expect(yield* texts("Hello")).toEqual(["A"])
        const entries = yield* cache.entries([scoring.digest, request.digest])
        expect(entries.get(scoring.digest)?.request).toEqual(scoring)
        expect(entries.get(request.digest)?.request).toEqual(request)
      }).pipe(Effect.provide(layer)))

    test("keeps every fact of a generation", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const server = { model: "m", sha: "abc", version: "tgi 1.0", maxConcurrentRequests: 128 }
        const generations = [
          generationOf("", { finishReason: "length", promptTokens: 12, completionTokens: 0 }),
          generationOf("line\nü \u0000 🦜 ' \"", {
            finishReason: "unknown",
            durationMillis: 0.25,
            durationBy: "server"
          }),
          generationOf("B", { server, reasoning: "First, I …", attempts: 3 }),
          generationOf("C", {
            server: {
              ...server,
              sha: null,
              maxConcurrentRequests: null,
              maxInputTokens: 1,
              maxTotalTokens: 2
            }
          })
        ]
        for (const [i, generation] of generations.entries()) {
          expect(yield* cache.put(requestOf(`${i}`), generation)).toEqual(generation)
        }
        const found = Effect.forEach(generations, (_, i) => cache.get(requestOf(`${i}`).digest))
        expect(yield* found).toEqual(generations)
      }).pipe(Effect.provide(layer)))

    test("gives back requests with their answers, and passes over the others", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const chat = makeRequest({
          ...request,
          revision: "main",
          prompt: { _tag: "Chat", messages: [{ role: "user", content: "line\nü \u0000 🦜 ' \"" }] },
          params: { seed: 1, stop: ["</s>"], top_k: 50 },
          repeat: 2
        })
        yield* cache.put(request, generationOf("A"))
        yield* cache.put(chat, generationOf("B", { finishReason: "length" }))
        const digests = [request, chat, requestOf("Other")].map(({ digest }) => digest)
        expect(yield* cache.entries(digests)).toEqual(
          new Map([
            [request.digest, { request, generation: generationOf("A") }],
            [chat.digest, { request: chat, generation: generationOf("B", { finishReason: "length" }) }]
          ])
        )
        expect(yield* cache.entries([])).toEqual(new Map())
      }).pipe(Effect.provide(layer)))

    test("keeps the answers to repeated and to differently seeded requests apart", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const requests = [
          request,
          makeRequest({ ...request, repeat: 1 }),
          makeRequest({ ...request, params: { ...request.params, seed: 1 } })
        ]
        for (const [i, each] of requests.entries()) yield* cache.put(each, generationOf(`${i}`))
        const found = yield* Effect.forEach(requests, ({ digest }) => cache.get(digest))
        expect(found.map((generation) => generation?.text)).toEqual(["0", "1", "2"])
      }).pipe(Effect.provide(layer)))

    test("gives the first answer to whoever comes later with another", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const first = generationOf("first", { durationMillis: 7 })
        expect(yield* cache.put(request, first)).toEqual(first)
        expect(yield* cache.put(request, generationOf("second"))).toEqual(first)
        expect(yield* cache.put(request, generationOf("first"))).toEqual(first)
        expect(yield* cache.get(request.digest)).toEqual(first)
      }).pipe(Effect.provide(layer)))

    test("gives one answer to all who come at once, each with another", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const stored = yield* Effect.forEach(
          ["a", "b", "c", "d"],
          (text) => cache.put(request, generationOf(text)),
          { concurrency: "unbounded" }
        )
        const counts = yield* cache.get(request.digest)
        expect(stored).toEqual(stored.map(() => counts))
      }).pipe(Effect.provide(layer)))

    test("keeps the latest failure of a request, beside an answer and without one", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const tooLong: FailedGeneration = {
          reason: { _tag: "ContextOverflow", message: "too \u0000 long 🦜", limit: 1024 },
          limits: { maxInputTokens: 1023, maxTotalTokens: 1024 }
        }
        expect(yield* cache.getFailure(request.digest)).toBeNull()
        yield* cache.putFailure(request, tooLong)
        expect(yield* cache.getFailure(request.digest)).toEqual(tooLong)
        expect(yield* cache.getFailure(requestOf("x").digest)).toBeNull()
        expect(yield* cache.get(request.digest)).toBeNull()
        yield* cache.putFailure(request, invalid)
        yield* cache.put(request, generationOf("A"))
        expect(yield* cache.getFailure(request.digest)).toEqual(invalid)
        expect(yield* texts("Hello")).toEqual(["A"])
      }).pipe(Effect.provide(layer)))

    test("forgets failures too, which are no answers", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        yield* cache.putFailure(request, invalid)
        expect(yield* cache.forget([request.digest])).toBe(0)
        expect(yield* cache.getFailure(request.digest)).toBeNull()
      }).pipe(Effect.provide(layer)))

    test("forgets what it is told to, counts it, and keeps the rest", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        for (const question of ["a", "b", "c"]) yield* cache.put(requestOf(question), generationOf(question))
        yield* cache.put(requestOf("d"), generationOf("d"))
        const digests = ["a", "c", "d", "never asked"].map((question) => requestOf(question).digest)
        expect(yield* cache.forget(digests)).toBe(3)
        expect(yield* texts("a", "b", "c", "d")).toEqual([null, "b", null, null])
        expect(yield* cache.forget(digests)).toBe(0)
      }).pipe(Effect.provide(layer)))

    test("takes a new answer to what it forgot", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        yield* cache.put(request, generationOf("old"))
        yield* cache.forget(new Set([request.digest]))
        yield* cache.put(request, generationOf("new"))
        expect(yield* texts("Hello")).toEqual(["new"])
      }).pipe(Effect.provide(layer)))

    test("holds many answers that come at once", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        const questions = Array.from({ length: 500 }, (_, i) => `question ${i}`)
        yield* Effect.forEach(
          questions,
          (question) => cache.put(requestOf(question), generationOf(question)),
          {
            concurrency: "unbounded"
          }
        )
        expect(yield* texts(...questions)).toEqual(questions)
      }).pipe(Effect.provide(layer)))

    test("says where it is", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        expect(cache.location).not.toBe("")
      }).pipe(Effect.provide(layer)))
  })
}

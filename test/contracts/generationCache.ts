/**
 * What every generation cache must do.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, type Layer } from "effect"
import { makeRequest } from "../../src/domain/GenerateRequest.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { generationOf, requestOf } from "../support/answers.ts"

export const generationCacheContract = (
  name: string,
  layer: Layer.Layer<GenerationCache, StorageError>
): void => {
  const request = requestOf("Hello")
  const texts = Effect.fnUntraced(function*(...questions: readonly string[]) {
    const cache = yield* GenerationCache
    return yield* Effect.forEach(
      questions,
      (question) => Effect.map(cache.get(requestOf(question).digest), (found) => found?.text ?? null)
    )
  })

  describe(`the contract of a generation cache: ${name}`, () => {
    it.scoped("has nothing at first", () =>
      Effect.gen(function*() {
        expect(yield* texts("Hello", "")).toEqual([null, null])
      }).pipe(Effect.provide(layer)))

    it.scoped("finds an answer at once, and after it is flushed", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        yield* cache.put(request, generationOf("A"))
        expect(yield* texts("Hello", "Other")).toEqual(["A", null])
        yield* cache.flush
        expect(yield* texts("Hello", "Other")).toEqual(["A", null])
      }).pipe(Effect.provide(layer)))

    it.scoped("keeps every fact of a generation", () =>
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
          generationOf("B", { server, reasoning: "First, I …" }),
          generationOf("C", { server: { ...server, sha: null, maxConcurrentRequests: null } })
        ]
        for (const [i, generation] of generations.entries()) yield* cache.put(requestOf(`${i}`), generation)
        const found = Effect.forEach(generations, (_, i) => cache.get(requestOf(`${i}`).digest))
        expect(yield* found).toEqual(generations)
        yield* cache.flush
        expect(yield* found).toEqual(generations)
      }).pipe(Effect.provide(layer)))

    it.scoped("gives back requests with their answers, flushed or not, and passes over the others", () =>
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
        yield* cache.flush
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

    it.scoped("keeps the answers to repeated and to differently seeded requests apart", () =>
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

    it.scoped("gives the first answer, whenever another comes", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        yield* cache.put(request, generationOf("first"))
        yield* cache.put(request, generationOf("second"))
        expect(yield* texts("Hello")).toEqual(["first"])
        yield* cache.flush
        expect(yield* texts("Hello")).toEqual(["first"])
        yield* cache.put(request, generationOf("third"))
        expect(yield* texts("Hello")).toEqual(["first"])
        yield* cache.flush
        expect(yield* texts("Hello")).toEqual(["first"])
      }).pipe(Effect.provide(layer)))

    it.scoped("forgets what it is told to, counts it, and keeps the rest", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        for (const question of ["a", "b", "c"]) yield* cache.put(requestOf(question), generationOf(question))
        yield* cache.flush
        yield* cache.put(requestOf("d"), generationOf("d"))
        const digests = ["a", "c", "d", "never asked"].map((question) => requestOf(question).digest)
        expect(yield* cache.forget(digests)).toBe(3)
        expect(yield* texts("a", "b", "c", "d")).toEqual([null, "b", null, null])
        expect(yield* cache.forget(digests)).toBe(0)
      }).pipe(Effect.provide(layer)))

    it.scoped("takes a new answer to what it forgot", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        yield* cache.put(request, generationOf("old"))
        yield* cache.forget(new Set([request.digest]))
        yield* cache.put(request, generationOf("new"))
        yield* cache.flush
        expect(yield* texts("Hello")).toEqual(["new"])
      }).pipe(Effect.provide(layer)))

    it.scoped("holds many answers that come at once", () =>
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
        yield* cache.flush
        expect(yield* texts(...questions)).toEqual(questions)
      }).pipe(Effect.provide(layer)))

    it.scoped("says where it is, and flushes nothing gladly", () =>
      Effect.gen(function*() {
        const cache = yield* GenerationCache
        yield* cache.flush
        expect(cache.location).not.toBe("")
      }).pipe(Effect.provide(layer)))
  })
}

import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Fiber, Option } from "effect"
import * as Tgi from "../../layers/clients/Tgi.ts"
import { babi1 } from "../../layers/datasets/generated/babi1.ts"
import { GenerateError } from "../../src/domain/GenerateError.ts"
import { reference, runOver, survives } from "../support/faultyRun.ts"
import { faultyServer, quickFaultNames } from "../support/faultyServer.ts"
import { hasty } from "../support/hasty.ts"
import { freePort, type Scripted, scriptedServer } from "../support/scriptedServer.ts"

/** The story of one observation: the longest, which is no part of another. */
const poisoned = Array.from({ length: 40 }, (_, idx) => babi1(3, idx).paragraph)
  .reduce((longest, paragraph) => paragraph.length > longest.length ? paragraph : longest)

const tagOf = (error: { readonly _tag: string }) =>
  error instanceof GenerateError ? error.reason._tag : error._tag

describe("a server with faults", () => {
  for (const name of quickFaultNames) {
    it.live(`is asked until every answer is there, and no more: ${name}`, () =>
      Effect.gen(function*() {
        const { faults } = yield* survives({ seed: 1, share: 0.2, faults: [name] })
        expect(faults.get(name)).toBeGreaterThan(5)
      }))
  }

  for (const seed of [1, 2]) {
    it.live(`is asked until every answer is there, and no more: all faults, seed ${seed}`, () =>
      Effect.gen(function*() {
        const { faults } = yield* survives({ seed, share: 0.3 }, { maxWorkers: { auto: 64 } })
        expect(faults.size).toBeGreaterThan(10)
      }))
  }

  it.live("may be killed in the middle of a run, and come back", () =>
    Effect.gen(function*() {
      const { lost } = yield* survives({ seed: 0, share: 0, killedAfter: { requests: 30, millis: 300 } })
      expect(lost).toBeGreaterThanOrEqual(5)
    }))

  it.live("fails a poisonous prompt after 21 attempts, and answers everything else", () =>
    Effect.gen(function*() {
      const expected = yield* reference
      const server = yield* faultyServer({ seed: 0, share: 0, poison: poisoned })
      const { outcome, records, stored } = yield* runOver(Tgi.layer({ endpoint: server.url }))
      const report = Either.getOrThrow(outcome)
      expect(report.tally).toMatchObject({ total: 40, error: 1 })
      expect(records.filter(({ error }) => error !== null)).toMatchObject([{
        error: { reason: "ServerFailure" }
      }])
      const others = records.filter(({ error }) => error === null)
      expect(others).toEqual(expected.records.filter(({ idx }) => others.some((other) => other.idx === idx)))
      expect(server.counts().faults.get("424")).toBe(21)
      expect(stored).toBe(server.counts().generations)
      expect(report.generations).toMatchObject({ failed: 1, retried: 20 })
    }).pipe(hasty(100), Effect.scoped))

  it.live("is waited for when it is not there yet", () =>
    Effect.gen(function*() {
      const expected = yield* reference
      const port = yield* freePort
      const run = yield* Effect.fork(runOver(Tgi.layer({ endpoint: `http://127.0.0.1:${port}` })))
      yield* Effect.sleep("300 millis")
      expect(run.unsafePoll()).toBeNull()
      const server = yield* faultyServer({ seed: 0, share: 0, port })
      const { outcome, records } = yield* Fiber.join(run)
      expect(Either.isRight(outcome)).toBe(true)
      expect(records).toEqual(expected.records)
      expect(server.counts()).toMatchObject({
        requests: expected.generations,
        generations: expected.generations
      })
    }).pipe(Effect.scoped))

  it.live("is given up when it does not come at all", () =>
    Effect.gen(function*() {
      const endpoint = `http://127.0.0.1:${yield* freePort}`
      const { outcome, records, stored } = yield* runOver(Tgi.layer({ endpoint }), {
        connectTimeout: "300 millis"
      })
      const error = Option.getOrThrow(Either.getLeft(outcome))
      expect(tagOf(error)).toBe("GaveUp")
      expect(error.message).toContain(`${endpoint}/info: connection refused`)
      expect([records, stored]).toEqual([[], 0])
    }))
})

describe("a set-up that cannot work", () => {
  const info = { model_id: "simulated/faithful", version: "3.3.6-simulated" }
  const refused = {
    error: "Input validation error: `top_p` must be > 0.0 and < 1.0",
    error_type: "validation"
  }
  const cases: readonly (readonly [what: string, reply: Scripted, tag: string, paths: readonly string[]])[] =
    [
      ["a wrong key", { status: 401 }, "Unauthorized", ["/generate"]],
      ["a wrong route", { status: 404 }, "WrongServer", ["/generate", "/"]],
      ["a refused parameter", { status: 422, body: refused }, "Unsupported", ["/generate"]]
    ]

  for (const [what, reply, tag, paths] of cases) {
    it.live(`stops the run at the first generation, and stores nothing: ${what}`, () =>
      Effect.gen(function*() {
        const server = yield* scriptedServer(({ path }) => path === "/info" ? { body: info } : reply)
        const { outcome, records, stored } = yield* runOver(Tgi.layer({ endpoint: server.url }))
        const error = Option.getOrThrow(Either.getLeft(outcome))
        expect(tagOf(error)).toBe(tag)
        expect(server.seen().filter(({ method }) => method === "POST").map(({ path }) => path)).toEqual(paths)
        expect([records, stored]).toEqual([[], 0])
      }).pipe(Effect.scoped))
  }
})

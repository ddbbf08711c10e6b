import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, TestClock } from "effect"
import { Dispatcher } from "undici"
import { exchange } from "../../../../layers/clients/http/exchange.ts"
import { makeTransport } from "../../../../layers/clients/http/Transport.ts"
import { scriptedServer } from "../../../support/scriptedServer.ts"

type Controller = Dispatcher.DispatchController

/** Lets the other fibers run until they wait. */
const settle = Effect.repeatN(Effect.yieldNow(), 20)

/** A dispatcher whose connection comes when the test says so. */
const waitingDispatcher = () => {
  const handlers: Dispatcher.DispatchHandler[] = []
  const aborts: unknown[] = []
  const dispatcher: Dispatcher = Object.assign(new Dispatcher(), {
    dispatch: (_: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) => {
      handlers.push(handler)
      return true
    }
  })
  const controller = {
    aborted: false,
    paused: false,
    reason: null,
    abort: (reason: unknown) => void aborts.push(reason),
    pause: () => {},
    resume: () => {}
  } satisfies Controller
  return { aborts, controller, dispatcher, handler: () => handlers[0]! }
}

const send = (dispatcher: Dispatcher) =>
  Effect.flatMap(
    Effect.clock,
    (clock) =>
      exchange(dispatcher, clock, { method: "POST", path: "/" }, {
        onReply: () => {},
        toError: (error) => error
      })
  )

const replied = (
  handler: Dispatcher.DispatchHandler,
  controller: Controller,
  ...chunks: readonly Buffer[]
) => {
  handler.onRequestStart!(controller, null)
  handler.onResponseStart!(controller, 200, { "x-one": "1", "x-two": ["a", "b"] })
  for (const chunk of chunks) handler.onResponseData!(controller, chunk)
  handler.onResponseEnd!(controller, {})
}

describe("exchange", () => {
  it.effect("gives a reply's status, headers, text and time", () =>
    Effect.gen(function*() {
      const { aborts, controller, dispatcher, handler } = waitingDispatcher()
      const fiber = yield* Effect.fork(send(dispatcher))
      yield* TestClock.adjust("70 millis")
      const bytes = Buffer.from("\uFEFFGrüße 🦜")
      replied(handler(), controller, bytes.subarray(0, 6), bytes.subarray(6, 11), bytes.subarray(11))
      const { header, millis, status, text } = yield* Fiber.join(fiber)
      expect({ millis, status, text }).toEqual({ millis: 70, status: 200, text: "Grüße 🦜" })
      expect(["x-one", "x-two", "x-three"].map(header)).toEqual(["1", "a, b", null])
      expect(aborts).toEqual([])
    }))

  it.effect("aborts what is interrupted before it has a connection as soon as it has one", () =>
    Effect.gen(function*() {
      const { aborts, controller, dispatcher, handler } = waitingDispatcher()
      const fiber = yield* Effect.fork(send(dispatcher))
      yield* settle
      yield* Fiber.interrupt(fiber)
      expect(aborts).toEqual([])
      handler().onRequestStart!(controller, null)
      expect(aborts).toHaveLength(1)
    }))

  it.effect("aborts what is interrupted on its way, once", () =>
    Effect.gen(function*() {
      const { aborts, controller, dispatcher, handler } = waitingDispatcher()
      const fiber = yield* Effect.fork(send(dispatcher))
      yield* settle
      handler().onRequestStart!(controller, null)
      yield* Fiber.interrupt(fiber)
      handler().onResponseError!(controller, new Error("aborted"))
      expect(aborts).toHaveLength(1)
    }))

  it.effect("does not abort what has failed by itself", () =>
    Effect.gen(function*() {
      const { aborts, controller, dispatcher, handler } = waitingDispatcher()
      const fiber = yield* Effect.fork(Effect.flip(send(dispatcher)))
      yield* settle
      handler().onRequestStart!(controller, null)
      const error = new Error("reset")
      handler().onResponseError!(controller, error)
      expect(yield* Fiber.join(fiber)).toBe(error)
      expect(aborts).toEqual([])
    }))
})

describe("makeTransport", () => {
  it.scopedLive("reads a reply that comes in pieces, with letters of several bytes", () =>
    Effect.gen(function*() {
      const text = "Grüße 🦜 ".repeat(50)
      const server = yield* scriptedServer(() => ({ body: text, pieces: 7 }))
      const { send } = yield* makeTransport({ endpoint: server.url })
      const reply = yield* send("POST", "/", "{}")
      expect(reply.text).toBe(text)
      expect(reply.millis).toBeGreaterThanOrEqual(20)
    }))

  it.scopedLive("says that a header cannot be sent", () =>
    Effect.gen(function*() {
      const server = yield* scriptedServer(() => ({ body: "x" }))
      const { send } = yield* makeTransport({ endpoint: server.url, headers: { "x-a": "a\nb" } })
      const error = yield* Effect.flip(send("GET", "/"))
      expect(error.reason).toEqual({ _tag: "Unsupported", message: `${server.url}/: invalid x-a header` })
      expect(server.seen()).toEqual([])
    }))
})

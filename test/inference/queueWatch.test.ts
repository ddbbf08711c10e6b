import { expect, it } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import { loadReader } from "../../layers/clients/http/load.ts"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import { watchQueue } from "../../src/inference/queueWatch.ts"
import type { ServerLoad } from "../../src/inference/ServerLoad.ts"
import { unreachable } from "../support/errors.ts"
import { type Scripted, scriptedServer } from "../support/scriptedServer.ts"

const busy = (waiting: number): ServerLoad => ({ running: 4, waiting, memory: null })

/** Watches a server that answers as told, again and again the last; `never` stands for no answer at all. */
const watch = Effect.fnUntraced(function*(
  ...answers: readonly (ServerLoad | null | GenerateError | "never")[]
) {
  const rest = [...answers]
  const state = { asked: 0, isBusy: true, told: [] as number[] }
  const ask = Effect.suspend(() => {
    state.asked++
    const answer = rest.length > 1 ? rest.shift()! : rest[0]!
    if (answer === "never") return Effect.never
    return answer !== null && "_tag" in answer ? Effect.fail(answer) : Effect.succeed(answer)
  })
  yield* Effect.fork(watchQueue({
    load: Effect.succeed(ask),
    isBusy: () => state.isBusy,
    onLoad: ({ waiting }) => state.told.push(waiting)
  }))
  return state
})

it.effect("looks every five seconds, while requests are in flight", () =>
  Effect.gen(function*() {
    const state = yield* watch(busy(1), busy(2), busy(3))
    yield* TestClock.adjust("4999 millis")
    expect(state.told).toEqual([])
    yield* TestClock.adjust("5001 millis")
    expect(state.told).toEqual([1, 2])
    state.isBusy = false
    yield* TestClock.adjust("1 minute")
    expect(state.asked).toBe(2)
    state.isBusy = true
    yield* TestClock.adjust("5 seconds")
    expect(state.told).toEqual([1, 2, 3])
  }))

it.effect("goes on after a failure and after no answer, and says nothing of them", () =>
  Effect.gen(function*() {
    const state = yield* watch(unreachable, "never", busy(7))
    yield* TestClock.adjust("20 seconds")
    expect(state.told).toEqual([7])
    expect(state.asked).toBe(3)
  }))

it.effect("asks no more where the server does not tell", () =>
  Effect.gen(function*() {
    const state = yield* watch(null)
    yield* TestClock.adjust("1 minute")
    expect(state.asked).toBe(1)
  }))

it.effect("is nothing where the server cannot be asked at all", () =>
  watchQueue({ load: Effect.fail(unreachable), isBusy: () => true, onLoad: () => {} }))

/** Lets what happens on sockets happen, whatever the clock says. */
const happened = (holds: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() =>
    holds()
      ? Effect.void
      : Effect.zipRight(Effect.promise(() => new Promise(setImmediate)), happened(holds))
  )

it.scoped("reads a real server's metrics over HTTP", () =>
  Effect.gen(function*() {
    const replies: Scripted[] = [
      { status: 503 },
      { body: "tgi_batch_current_size 4\ntgi_queue_size 2\n" }
    ]
    const server = yield* scriptedServer(() => replies.shift() ?? "silence")
    const told: ServerLoad[] = []
    yield* Effect.forkScoped(
      watchQueue({
        load: loadReader({ endpoint: server.url }),
        isBusy: () => true,
        onLoad: (load) => told.push(load)
      })
    )
    for (const seen of [1, 2]) {
      yield* TestClock.adjust("5 seconds")
      yield* happened(() => server.seen().length === seen)
    }
    yield* happened(() => told.length === 1)
    expect(told).toEqual([{ running: 4, waiting: 2, memory: null }])
    expect(server.seen().map(({ path }) => path)).toEqual(["/metrics", "/metrics"])
  }))

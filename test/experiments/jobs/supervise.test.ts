import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, TestClock } from "effect"
import { supervise } from "../../../experiments/programs/jobs/supervise.ts"
import { ServerError } from "../../../layers/servers/ServerError.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"

const full = new StorageError({ reason: "Full", location: "/shared", message: "no room" })
const died = new ServerError({ reason: "Died", message: "the server has ended" })

/** A job whose parts note what happens. */
const makeJob = Effect.gen(function*() {
  const log: string[] = []
  const note = (what: string) => Effect.sync(() => void log.push(what))
  const ready = yield* Deferred.make<void>()
  const givenUp = yield* Deferred.make<never, ServerError>()
  const finished = yield* Deferred.make<void, string>()
  let problem: StorageError | null = null
  let isLetGo = false
  return {
    log,
    isLetGo: () => isLetGo,
    ready: Deferred.succeed(ready, undefined),
    giveUp: Deferred.fail(givenUp, died),
    finish: Deferred.succeed(finished, undefined),
    fail: (why: string) => Deferred.fail(finished, why),
    breakDisk: (error: StorageError | null) => {
      problem = error
    },
    run: supervise({
      server: {
        ready: Deferred.await(ready),
        givenUp: Deferred.await(givenUp),
        letGo: Effect.sync(() => void (isLetGo = true))
      },
      work: Effect.zipRight(note("work"), Deferred.await(finished)).pipe(
        Effect.onInterrupt(() => note("work stops in order"))
      ),
      bringBack: Effect.suspend(() =>
        problem === null ? note("brought back") : Effect.zipRight(note("disk fails"), Effect.fail(problem))
      ),
      interval: "10 minutes",
      stopped: note("stopped")
    })
  }
})

const minutes = (count: number) => TestClock.adjust(`${count} minutes`)

describe("a job", () => {
  it.effect("works once the server is ready, and brings back at intervals and at the end", () =>
    Effect.gen(function*() {
      const job = yield* makeJob
      const fiber = yield* Effect.fork(job.run)
      yield* minutes(9)
      expect(job.log).toEqual([])
      yield* job.ready
      yield* minutes(16)
      expect(job.log).toEqual(["work", "brought back", "brought back"])
      yield* job.finish
      yield* Fiber.join(fiber)
      expect(job.log).toEqual(["work", "brought back", "brought back", "brought back"])
      yield* minutes(60)
      expect(job.log).toHaveLength(4)
    }))

  it.effect("that is told to stop does so in order: the work, then what there is, then the queue", () =>
    Effect.gen(function*() {
      const job = yield* makeJob
      const fiber = yield* Effect.fork(job.run)
      yield* job.ready
      yield* minutes(1)
      expect(Exit.isInterrupted(yield* Fiber.interrupt(fiber))).toBe(true)
      expect(job.log).toEqual(["work", "work stops in order", "brought back", "stopped"])
      // Slurm may end the server, too.
      expect(job.isLetGo()).toBe(true)
    }))

  it.effect("brings back what there is when the work fails, and fails with its reason", () =>
    Effect.gen(function*() {
      const job = yield* makeJob
      const fiber = yield* Effect.fork(job.run)
      yield* job.ready
      yield* job.fail("wrong key")
      expect(yield* Effect.flip(Fiber.join(fiber))).toBe("wrong key")
      expect(job.log).toEqual(["work", "brought back"])
    }))

  it.effect("ends when the server is given up, before or while it works", () =>
    Effect.gen(function*() {
      for (const isReady of [false, true]) {
        const job = yield* makeJob
        const fiber = yield* Effect.fork(job.run)
        if (isReady) yield* job.ready
        yield* minutes(1)
        yield* job.giveUp
        expect(yield* Effect.flip(Fiber.join(fiber))).toBe(died)
        expect(job.log).toEqual([...(isReady ? ["work", "work stops in order"] : []), "brought back"])
      }
    }))

  it.effect("goes on when the shared disk fails for a while, and tries harder at the end", () =>
    Effect.gen(function*() {
      const job = yield* makeJob
      job.breakDisk(full)
      const fiber = yield* Effect.fork(job.run)
      yield* job.ready
      yield* minutes(11)
      yield* job.finish
      yield* TestClock.adjust("1500 millis")
      job.breakDisk(null)
      yield* minutes(1)
      yield* Fiber.join(fiber)
      expect(job.log).toEqual(["work", "disk fails", "disk fails", "disk fails", "brought back"])
    }))

  it.effect("fails when it cannot bring back what it has made", () =>
    Effect.gen(function*() {
      const job = yield* makeJob
      job.breakDisk(full)
      const fiber = yield* Effect.fork(job.run)
      yield* job.ready
      yield* job.finish
      yield* minutes(5)
      expect(yield* Effect.flip(Fiber.join(fiber))).toBe(full)
    }))
})

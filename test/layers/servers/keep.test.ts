import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Scope, TestClock } from "effect"
import { keepServer } from "../../../layers/servers/keep.ts"

/** A server whose processes note their lives, and end when the test says so. */
const makeFake = Effect.sync(() => {
  const log: string[] = []
  let end: Deferred.Deferred<string> | null = null
  let healthy = false
  return {
    log,
    die: (how: string) => Effect.suspend(() => Deferred.succeed(end!, how)),
    setHealthy: (is: boolean) => {
      healthy = is
    },
    keep: keepServer({
      start: Effect.acquireRelease(
        Effect.map(Deferred.make<string>(), (made) => {
          log.push("started")
          end = made
          return { exited: Deferred.await(made) }
        }),
        () => Effect.sync(() => void log.push("stopped"))
      ),
      isHealthy: Effect.sync(() => healthy),
      startup: "10 minutes",
      silence: "5 minutes",
      restarts: 2,
      onRestart: ({ message }, number) => Effect.sync(() => void log.push(`restart ${number}: ${message}`))
    })
  }
})

const seconds = (count: number) => TestClock.adjust(`${count} seconds`)

describe("a server that is kept running", () => {
  it.scoped("is ready once it is healthy, and stopped with the scope", () =>
    Effect.gen(function*() {
      const fake = yield* makeFake
      const scope = yield* Scope.make()
      const { ready } = yield* Scope.extend(fake.keep, scope)
      const waiting = yield* Effect.fork(ready)
      yield* seconds(30)
      expect(waiting.unsafePoll()).toBeNull()
      fake.setHealthy(true)
      yield* seconds(1)
      yield* Fiber.join(waiting)
      expect(fake.log).toEqual(["started"])
      yield* Scope.close(scope, Exit.void)
      expect(fake.log).toEqual(["started", "stopped"])
    }))

  it.scoped("is started again when it dies, a little later each time, and then given up", () =>
    Effect.gen(function*() {
      const fake = yield* makeFake
      fake.setHealthy(true)
      const { givenUp, ready } = yield* fake.keep
      const giving = yield* Effect.fork(Effect.flip(givenUp))
      yield* ready
      yield* fake.die("SIGKILL")
      yield* TestClock.adjust("900 millis")
      expect(fake.log).toEqual(["started", "stopped", "restart 1: the server has ended (SIGKILL)"])
      yield* seconds(1)
      expect(fake.log).toContain("started")
      yield* fake.die("exit code 1")
      yield* seconds(3)
      expect(giving.unsafePoll()).toBeNull()
      yield* fake.die("exit code 2")
      yield* seconds(1)
      expect(yield* Fiber.join(giving)).toMatchObject({
        reason: "Died",
        message: "the server has ended (exit code 2)"
      })
      expect(fake.log.filter((line) => line === "started")).toHaveLength(3)
      expect(fake.log.filter((line) => line === "stopped")).toHaveLength(3)
      expect(fake.log.filter((line) => line.startsWith("restart"))).toHaveLength(2)
    }))

  it.scoped("is not started again once it is let go", () =>
    Effect.gen(function*() {
      const fake = yield* makeFake
      fake.setHealthy(true)
      const { givenUp, letGo, ready } = yield* fake.keep
      yield* ready
      yield* letGo
      yield* fake.die("SIGTERM")
      expect(yield* Effect.flip(givenUp)).toMatchObject({ reason: "Died" })
      expect(fake.log).toEqual(["started", "stopped"])
    }))

  it.scoped("is stopped and started again when it hangs, and not when it is only slow for a while", () =>
    Effect.gen(function*() {
      const fake = yield* makeFake
      fake.setHealthy(true)
      const { ready } = yield* fake.keep
      yield* ready
      yield* seconds(3000)
      for (const slow of [280, 280]) {
        fake.setHealthy(false)
        yield* seconds(slow)
        fake.setHealthy(true)
        yield* seconds(20)
      }
      fake.setHealthy(false)
      yield* seconds(280)
      expect(fake.log).toEqual(["started"])
      yield* seconds(51)
      expect(fake.log.slice(0, 3)).toEqual([
        "started",
        "stopped",
        "restart 1: the server has not answered for 5m"
      ])
      fake.setHealthy(true)
      yield* seconds(600)
      expect(fake.log.slice(3)).toEqual(["started"])
    }))

  it.scoped("is stopped and started again when it is not ready in time", () =>
    Effect.gen(function*() {
      const fake = yield* makeFake
      const { ready } = yield* fake.keep
      const waiting = yield* Effect.fork(ready)
      yield* seconds(600)
      expect(fake.log).toEqual(["started", "stopped", "restart 1: the server was not ready in time"])
      fake.setHealthy(true)
      yield* seconds(2)
      yield* Fiber.join(waiting)
    }))
})

import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, TestClock } from "effect"
import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { hostname } from "node:os"
import { dirname, join } from "node:path"
import { holdLockFile } from "../../../layers/exchange/LockFile.ts"
import { lifeOf } from "../../../layers/processes/life.ts"
import { temporaryFolder } from "../../support/folder.ts"

const newLock = Effect.map(temporaryFolder, (folder) => join(folder, "jobs", "a.lock"))
const hold = (lock: string) => Effect.scoped(holdLockFile(lock, "counting"))

/** A lock as another process would have left it. */
const leave = (lock: string, holder: object | string) =>
  Effect.promise(async () => {
    await mkdir(dirname(lock), { recursive: true })
    await writeFile(lock, typeof holder === "string" ? holder : JSON.stringify(holder))
  })

const since = "2026-01-02T03:04:05.000Z"
const ended = { pid: spawnSync("true").pid, host: hostname(), since, life: null }

describe("a lock file", () => {
  it.scoped("is held by one, says by whom and since when, and is gone afterwards", () =>
    Effect.gen(function*() {
      const lock = yield* newLock
      yield* TestClock.setTime(Date.parse(since))
      yield* Effect.scoped(Effect.gen(function*() {
        yield* holdLockFile(lock, "counting")
        expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({
          pid: process.pid,
          host: hostname(),
          since
        })
        expect(yield* Effect.flip(hold(lock))).toMatchObject({
          _tag: "StorageError",
          reason: "Held",
          location: lock,
          message:
            `process ${process.pid} on ${hostname()} is counting, since ${since}; wait for it to end, or stop it`
        })
        // Who was refused takes nothing away.
        expect(existsSync(lock)).toBe(true)
      }))
      expect(readdirSync(dirname(lock))).toEqual([])
      yield* hold(lock)
    }))

  it.scoped("is gone when its holder fails or is interrupted", () =>
    Effect.gen(function*() {
      const lock = yield* newLock
      yield* Effect.exit(Effect.scoped(Effect.zipRight(holdLockFile(lock, "counting"), Effect.fail("no"))))
      expect(existsSync(lock)).toBe(false)
      const held = yield* Deferred.make<void>()
      const fiber = yield* Effect.fork(Effect.scoped(
        holdLockFile(lock, "counting").pipe(
          Effect.zipRight(Deferred.succeed(held, undefined)),
          Effect.zipRight(Effect.never)
        )
      ))
      yield* Deferred.await(held)
      yield* Fiber.interrupt(fiber)
      expect(existsSync(lock)).toBe(false)
    }))

  it.scoped("of a process of this machine that is dead is taken over", () =>
    Effect.gen(function*() {
      const lock = yield* newLock
      yield* leave(lock, ended)
      yield* Effect.scoped(Effect.gen(function*() {
        yield* holdLockFile(lock, "counting")
        expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ pid: process.pid })
        expect(readdirSync(dirname(lock))).toEqual(["a.lock"])
      }))
      expect(readdirSync(dirname(lock))).toEqual([])
    }))

  it.scoped.runIf(lifeOf(process.pid) !== null)(
    "of a dead process is taken over though its number is another's by now",
    () =>
      Effect.gen(function*() {
        const lock = yield* newLock
        yield* leave(lock, { pid: process.pid, host: hostname(), since, life: "an earlier boot 17" })
        yield* hold(lock)
        yield* leave(lock, { pid: process.pid, host: hostname(), since, life: lifeOf(process.pid) })
        expect(yield* Effect.flip(hold(lock))).toMatchObject({ reason: "Held" })
      })
  )

  it.scoped("of another user's process, of another machine's, and one that nobody can read stay", () =>
    Effect.gen(function*() {
      const lock = yield* newLock
      yield* leave(lock, { ...ended, pid: 1 })
      expect(yield* Effect.flip(hold(lock))).toMatchObject({ reason: "Held" })
      yield* leave(lock, { ...ended, host: "elsewhere" })
      expect(yield* Effect.flip(hold(lock))).toMatchObject({
        message: expect.stringContaining(
          `on elsewhere is counting, since ${since}; wait for it to end, or stop it (if it has died there, remove ${lock})`
        )
      })
      for (const text of ["", "process 1 on elsewhere", "{\"pid\": true}"]) {
        yield* leave(lock, text)
        expect(yield* Effect.flip(hold(lock))).toMatchObject({
          reason: "Held",
          message: `somebody is counting; if nobody is, remove ${lock}`
        })
        expect(readFileSync(lock, "utf8")).toBe(text)
      }
    }))

  it.scoped("says what is wrong where it cannot be made", () =>
    Effect.gen(function*() {
      const lock = yield* newLock
      yield* Effect.promise(() => writeFile(dirname(lock), "a file"))
      expect(yield* Effect.flip(hold(lock))).toMatchObject({ reason: "Unwritable", location: lock })
    }))
})

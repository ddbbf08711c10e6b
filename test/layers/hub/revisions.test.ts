import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { makeHub } from "../../../layers/hub/Hub.ts"
import type { Repository } from "../../../layers/hub/Repository.ts"
import { firstSeenCommit, newestCommit } from "../../../layers/hub/revisions.ts"
import { withEnvironment } from "../../support/environment.ts"
import { fakeHub } from "../../support/fakeHub.ts"
import { temporaryFolder } from "../../support/folder.ts"

const [old, current] = ["a".repeat(40), "b".repeat(40)]
const repository = (type: Repository["type"]): Repository => ({ type, name: "owner/name" })

/** A Hub whose branch moves from one commit to another. */
const moving = (type: Repository["type"]) =>
  Effect.gen(function*() {
    const repo = { ...repository(type), commit: old, branches: ["main"], files: {} }
    const hub = yield* fakeHub([repo])
    const cache = yield* temporaryFolder
    const made = (variables: { readonly [name: string]: string } = {}) =>
      withEnvironment({ HF_ENDPOINT: hub.url, HF_HOME: cache, ...variables })(makeHub())
    const online = yield* made()
    return {
      server: hub,
      online,
      offline: yield* made({ HF_HUB_OFFLINE: "1" }),
      ref: join(online.cacheDir, `${type}s--owner--name`, "refs", "main"),
      move: () => {
        repo.commit = current
      }
    }
  })

describe.each(["model", "dataset"] as const)("a branch of a %s", (type) => {
  it.scopedLive("is at its newest commit, and offline at the last that was seen", () =>
    Effect.gen(function*() {
      const { move, offline, online } = yield* moving(type)
      const missing = yield* Effect.flip(newestCommit(offline, repository(type), "main"))
      expect(missing.message).toMatch(
        /^revision main of owner\/name is not on this machine, and HF_HUB_OFFLINE/
      )
      expect(yield* newestCommit(online, repository(type), "main")).toBe(old)
      move()
      expect(yield* newestCommit(offline, repository(type), "main")).toBe(old)
      expect(yield* newestCommit(online, repository(type), "main")).toBe(current)
      expect(yield* newestCommit(offline, repository(type), "main")).toBe(current)
    }))

  it.scopedLive("stays at the commit at which it was first seen", () =>
    Effect.gen(function*() {
      const { move, offline, online, server } = yield* moving(type)
      expect((yield* Effect.flip(firstSeenCommit(offline, repository(type), "main"))).reason).toBe(
        "Unavailable"
      )
      expect(yield* firstSeenCommit(online, repository(type), "main")).toBe(old)
      move()
      const asked = server.requests.length
      expect(yield* firstSeenCommit(online, repository(type), "main")).toBe(old)
      expect(yield* firstSeenCommit(offline, repository(type), "main")).toBe(old)
      expect(yield* firstSeenCommit(online, repository(type), current)).toBe(current)
      expect(server.requests).toHaveLength(asked)
    }))

  it.scopedLive("is asked for again where the cache names no commit", () =>
    Effect.gen(function*() {
      const { online, ref } = yield* moving(type)
      yield* firstSeenCommit(online, repository(type), "main")
      yield* Effect.promise(() => writeFile(ref, "half"))
      expect(yield* firstSeenCommit(online, repository(type), "main")).toBe(old)
    }))
})

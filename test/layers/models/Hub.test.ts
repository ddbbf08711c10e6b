import { describe, expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { type HubOptions, openSnapshot } from "../../../layers/models/Hub.ts"
import { fakeHub, hubToken } from "../../support/fakeModelHub.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { freePort } from "../../support/scriptedServer.ts"

const commit = "0123456789abcdef0123456789abcdef01234567"
const names = ["a.json", "b.jinja"]
const repositories = {
  "owner/name": { commit, files: { "a.json": "{\"ä\": 1}" } },
  "owner/gated": { commit, files: { "a.json": "{}", "b.jinja": "b" }, isGated: true }
}
const wanted = { commit, files: { "a.json": "{\"ä\": 1}", "b.jinja": null } }

/** A Hub with an empty cache. */
const fresh = Effect.gen(function*() {
  const server = yield* fakeHub(repositories)
  const cache = yield* temporaryFolder
  const options: HubOptions = { url: server.url, token: undefined, cache, isOffline: false }
  return { server, cache, options }
})

describe("openSnapshot", () => {
  it.scopedLive("fetches what is there and remembers what is not, in the layout of the Hub's cache", () =>
    Effect.gen(function*() {
      const { cache, options } = yield* fresh
      expect(yield* openSnapshot(options, "owner/name", "main", names)).toEqual(wanted)
      const kept = (path: string) =>
        Effect.promise(() => readFile(join(cache, "models--owner--name", path), "utf8"))
      expect(yield* kept("refs/main")).toBe(commit)
      expect(yield* kept(`snapshots/${commit}/a.json`)).toBe("{\"ä\": 1}")
      expect(yield* kept(`.no_exist/${commit}/b.jinja`)).toBe("")
    }))

  it.scopedLive("asks for nothing twice, and works without the Hub from then on", () =>
    Effect.gen(function*() {
      const { options, server } = yield* fresh
      yield* openSnapshot(options, "owner/name", "main", names)
      const asked = server.seen().length
      expect(yield* openSnapshot(options, "owner/name", "main", names)).toEqual(wanted)
      expect(server.seen()).toHaveLength(asked)
      const away = { ...options, url: `http://127.0.0.1:${yield* freePort}`, isOffline: true }
      expect(yield* openSnapshot(away, "owner/name", "main", names)).toEqual(wanted)
      expect(yield* openSnapshot(away, "owner/name", commit, names)).toEqual(wanted)
    }))

  it.scopedLive("reads what another program has downloaded, links included", () =>
    Effect.gen(function*() {
      const { cache, options } = yield* fresh
      const folder = join(cache, "models--other--model")
      yield* Effect.promise(async () => {
        await mkdir(join(folder, "snapshots", commit), { recursive: true })
        await mkdir(join(folder, ".no_exist", commit), { recursive: true })
        await mkdir(join(folder, "refs", "pr"), { recursive: true })
        await mkdir(join(folder, "blobs"))
        await writeFile(join(folder, "refs", "pr", "1"), `${commit}\n`)
        await writeFile(join(folder, "blobs", "x"), "linked")
        await symlink("../../blobs/x", join(folder, "snapshots", commit, "a.json"))
        await writeFile(join(folder, ".no_exist", commit, "b.jinja"), "")
      })
      expect(yield* openSnapshot({ ...options, isOffline: true }, "other/model", "pr/1", names))
        .toEqual({ commit, files: { "a.json": "linked", "b.jinja": null } })
    }))

  it.scopedLive("takes a commit at its word, and a branch by its name", () =>
    Effect.gen(function*() {
      const { options, server } = yield* fresh
      yield* openSnapshot(options, "owner/name", commit, names)
      expect(server.seen().some(({ path }) => path.startsWith("/api/"))).toBe(false)
      yield* openSnapshot(options, "owner/name", "a/branch", names)
      expect(server.seen().at(-1)!.path).toMatch(
        /^\/api\/models\/owner\/name\/revision\/a%2Fbranch\?.*expand=sha/
      )
    }))

  it.scopedLive("shows the token to gated repositories, and says what is missing without", () =>
    Effect.gen(function*() {
      const { options, server } = yield* fresh
      const error = yield* Effect.flip(openSnapshot(options, "owner/gated", "main", names))
      expect(error.message).toMatch(/gated and needs a token in HF_TOKEN.*GatedRepo.*--model-type Chat/)
      const token = Redacted.make(hubToken)
      const { files } = yield* openSnapshot({ ...options, token }, "owner/gated", "main", names)
      expect(files).toEqual({ "a.json": "{}", "b.jinja": "b" })
      expect(server.seen().at(-1)!.headers.authorization).toBe(`Bearer ${hubToken}`)
    }))

  it.scopedLive("says what is wrong, and what else can be done", () =>
    Effect.gen(function*() {
      const { options } = yield* fresh
      const problem = (change: Partial<HubOptions>, model: string) =>
        Effect.map(
          Effect.flip(openSnapshot({ ...options, ...change }, model, "main", names)),
          ({ message }) => message
        )
      expect(yield* problem({}, "owner/none")).toMatch(/does not show owner\/none at main: it does not exist/)
      expect(yield* problem({ isOffline: true }, "owner/name")).toMatch(
        /HF_HUB_OFFLINE is set: unset it once/
      )
      const url = `http://127.0.0.1:${yield* freePort}`
      expect(yield* problem({ url }, "owner/name")).toMatch(
        /cannot be read from http:.*ECONNREFUSED.*--template/
      )
      const wrong = yield* problem({ token: Redacted.make("secret") }, "owner/name")
      expect(wrong).toMatch(/must start with 'hf_'/)
      expect(wrong).not.toContain("secret")
    }))
})

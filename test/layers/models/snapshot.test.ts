import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { makeHub } from "../../../layers/hub/Hub.ts"
import { openSnapshot } from "../../../layers/models/snapshot.ts"
import { withEnvironment } from "../../support/environment.ts"
import { fakeHub, hubToken } from "../../support/fakeHub.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { freePort } from "../../support/scriptedServer.ts"

const commit = "0123456789abcdef0123456789abcdef01234567"
const names = ["a.json", "b.jinja"]
const model = { type: "model", commit, branches: ["main", "a/branch"] } as const
const open = { ...model, name: "owner/name", files: { "a.json": Buffer.from("{\"ä\": 1}") } }
const gated = {
  ...model,
  name: "owner/gated",
  files: { "a.json": Buffer.from("{}"), "b.jinja": Buffer.from("b") },
  isGated: true
}
const wanted = { commit, files: { "a.json": "{\"ä\": 1}", "b.jinja": null } }

/** A Hub with an empty cache, and what opens a model as a process of its own would. */
const fresh = Effect.gen(function*() {
  const hub = yield* fakeHub([open, gated])
  const cache = yield* temporaryFolder
  const read = (
    name: string,
    revision = "main",
    variables: { readonly [variable: string]: string } = {}
  ) =>
    Effect.flatMap(makeHub(), (made) => openSnapshot(made, name, revision, names)).pipe(
      Effect.scoped,
      withEnvironment({ HF_ENDPOINT: hub.url, HF_HOME: cache, HF_HUB_CACHE: cache, ...variables })
    )
  const problem = (...args: Parameters<typeof read>) =>
    Effect.map(Effect.flip(read(...args)), ({ message }) => message)
  return { hub, cache, read, problem }
})

describe("openSnapshot", () => {
  it.scopedLive("fetches what is there and remembers what is not, in the layout of the Hub's cache", () =>
    Effect.gen(function*() {
      const { cache, read } = yield* fresh
      expect(yield* read("owner/name")).toEqual(wanted)
      const kept = (path: string) =>
        Effect.promise(() => readFile(join(cache, "models--owner--name", path), "utf8"))
      expect(yield* kept("refs/main")).toBe(commit)
      expect(yield* kept(`snapshots/${commit}/a.json`)).toBe("{\"ä\": 1}")
      expect(yield* kept(`.no_exist/${commit}/b.jinja`)).toBe("")
    }))

  it.scopedLive("asks for nothing twice, and works without the Hub from then on", () =>
    Effect.gen(function*() {
      const { hub, read } = yield* fresh
      yield* read("owner/name")
      const asked = hub.requests.length
      expect(yield* read("owner/name")).toEqual(wanted)
      expect(hub.requests).toHaveLength(asked)
      const away = { HF_ENDPOINT: `http://127.0.0.1:${yield* freePort}`, HF_HUB_OFFLINE: "1" }
      expect(yield* read("owner/name", "main", away)).toEqual(wanted)
      expect(yield* read("owner/name", commit, away)).toEqual(wanted)
    }))

  it.scopedLive("reads what another program has downloaded, links included", () =>
    Effect.gen(function*() {
      const { cache, read } = yield* fresh
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
      expect(yield* read("other/model", "pr/1", { HF_HUB_OFFLINE: "1" }))
        .toEqual({ commit, files: { "a.json": "linked", "b.jinja": null } })
    }))

  it.scopedLive("takes a commit at its word, and a branch by its name", () =>
    Effect.gen(function*() {
      const { hub, read } = yield* fresh
      yield* read("owner/name", commit)
      expect(hub.requests.some((line) => line.includes(" /api/"))).toBe(false)
      yield* read("owner/name", "a/branch")
      expect(hub.requests.at(-1)).toBe("GET /api/models/owner/name/revision/a/branch")
    }))

  it.scopedLive("shows the token to gated repositories, and says what is missing without", () =>
    Effect.gen(function*() {
      const { cache, hub, problem, read } = yield* fresh
      expect(yield* problem("owner/gated")).toMatch(
        /refuses owner\/gated \(401\): it is gated.*Ask for access on http\S+\d\/owner\/gated, and set HF_TOKEN.*--model-type Chat/
      )
      const stored = join(cache, "token")
      yield* Effect.promise(() => writeFile(stored, "hf_another"))
      expect(yield* problem("owner/gated")).toContain(`The token of ${stored} has no access; ask for it on`)
      yield* Effect.promise(() => writeFile(stored, `${hubToken}\n`))
      expect((yield* read("owner/gated")).files).toEqual({ "a.json": "{}", "b.jinja": "b" })
      expect(hub.tokens.at(-1)).toBe(`Bearer ${hubToken}`)
      expect(yield* problem("owner/none", "main", { HF_TOKEN: hubToken })).toMatch(
        /has no model owner\/none, or no revision main of it\. --template/
      )
    }))

  it.scopedLive("goes through the user's proxy", () =>
    Effect.gen(function*() {
      const { hub, read } = yield* fresh
      const proxied = { HF_ENDPOINT: "http://hub.invalid", HTTP_PROXY: hub.url }
      expect(yield* read("owner/name", "main", proxied)).toEqual(wanted)
      expect(hub.requests).not.toEqual([])
    }))

  it.scopedLive("says what is wrong, and what else can be done", () =>
    Effect.gen(function*() {
      const { problem } = yield* fresh
      expect(yield* problem("owner/none")).toMatch(/refuses owner\/none \(401\).*there is no such model/)
      expect(yield* problem("owner/name", "main", { HF_HUB_OFFLINE: "1" })).toMatch(
        /^revision main of owner\/name is not on this machine, and HF_HUB_OFFLINE is set; unset it.*--template/
      )
      const HF_ENDPOINT = `http://127.0.0.1:${yield* freePort}`
      expect(yield* problem("owner/name", "main", { HF_ENDPOINT })).toMatch(
        /cannot be reached.*ECONNREFUSED.*--template/
      )
      const wrong = yield* problem("owner/name", "main", { HF_TOKEN: "secret" })
      expect(wrong).toMatch(/^the token of HF_TOKEN must start with hf_/)
      expect(wrong).not.toContain("secret")
    }))
})

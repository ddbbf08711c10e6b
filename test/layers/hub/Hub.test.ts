import { describe, expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { makeHub } from "../../../layers/hub/Hub.ts"
import { withEnvironment } from "../../support/environment.ts"
import { temporaryFolder } from "../../support/folder.ts"

const hubOf = (variables: { readonly [name: string]: string }) => withEnvironment(variables)(makeHub())

describe("makeHub", () => {
  it.scoped("is the public Hub, with a cache in the user's folder, unless a variable says otherwise", () =>
    Effect.gen(function*() {
      expect(yield* hubOf({ XDG_CACHE_HOME: "/caches", HF_HUB_OFFLINE: "0", HF_ENDPOINT: " " }))
        .toMatchObject({
          endpoint: "https://huggingface.co",
          token: undefined,
          cacheDir: "/caches/huggingface/hub",
          isOffline: false
        })
      const variables = { HF_ENDPOINT: "http://mirror//", HF_HUB_OFFLINE: "Yes", HF_HUB_CACHE: "/big" }
      expect(yield* hubOf({ ...variables, HF_HOME: "/home/hf" }))
        .toMatchObject({ endpoint: "http://mirror", cacheDir: "/big", isOffline: true })
      expect(yield* hubOf({ HF_HOME: "/home/hf" })).toMatchObject({ cacheDir: "/home/hf/hub" })
    }))

  it.scoped("takes the token that was given before the one that was stored, and shows neither", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const [stored, elsewhere] = [join(folder, "token"), join(folder, "elsewhere")]
      yield* Effect.promise(() =>
        Promise.all([writeFile(stored, "hf_stored\n"), writeFile(elsewhere, "hf_elsewhere")])
      )
      const tokenOf = (variables: { readonly [name: string]: string }) =>
        Effect.map(hubOf({ HF_HOME: folder, ...variables }), ({ token }) => [
          token?.origin,
          token === undefined ? undefined : Redacted.value(token.value)
        ])
      expect(yield* tokenOf({})).toEqual([stored, "hf_stored"])
      expect(yield* tokenOf({ HF_TOKEN_PATH: elsewhere })).toEqual([elsewhere, "hf_elsewhere"])
      expect(yield* tokenOf({ HF_TOKEN: "hf_given\n" })).toEqual(["HF_TOKEN", "hf_given"])
      const hub = yield* hubOf({ HF_TOKEN: "hf_given" })
      expect(JSON.stringify(hub)).not.toContain("hf_given")
    }))

  it.scoped("says which proxy or certificates cannot be used", () =>
    Effect.gen(function*() {
      expect(yield* Effect.flip(hubOf({ SSL_CERT_FILE: "/nowhere/ca.pem" }))).toMatchObject({
        reason: "Unavailable",
        isTransient: false,
        message: expect.stringContaining("/nowhere/ca.pem")
      })
    }))
})

/**
 * The Hugging Face Hub as the user's environment has it.
 *
 * The variables are those of huggingface_hub: HF_ENDPOINT, HF_TOKEN (else the token that `hf auth login` stored),
 * HF_HUB_OFFLINE, HF_HOME and HF_HUB_CACHE; and those of proxies.
 */
import { Config, Duration, Effect, Option, type Scope } from "effect"
import { readFile } from "node:fs/promises"
import { homedir } from "node:os"
import { join } from "node:path"
import { fetch as undiciFetch, type RequestInit, type Response } from "undici"
import type { DatasetError } from "../../../src/storage/Datasets.ts"
import { openAgent } from "../../clients/http/dispatcher.ts"
import { unavailable } from "../problem.ts"

export interface Hub {
  readonly endpoint: string
  readonly token: string | undefined
  /** The folder of the cache that all programs of the Hub share. */
  readonly cacheDir: string
  readonly isOffline: boolean
  /** The wait before a second attempt; it doubles with each. */
  readonly firstDelay: Duration.Duration
  /** `fetch` by way of the user's proxies, stopped by a signal. */
  readonly fetch: (signal: AbortSignal) => typeof fetch
}

const stall = 60_000

const setting = (...names: readonly string[]): Effect.Effect<string | undefined> =>
  Effect.map(
    Effect.forEach(names, (name) =>
      Effect.orElseSucceed(Config.option(Config.string(name)), Option.none<string>)),
    (values) =>
      values.flatMap(Option.toArray).find((value) => value !== "")
  )

const isTrue = (value: string | undefined) => /^(1|on|yes|true)$/i.test(value ?? "")

const storedToken = (path: string) =>
  Effect.promise(() => readFile(path, "utf8").then((text) => text.trim() || undefined, () => undefined))

/** The Hub of the environment, with connections that close with the scope. */
export const makeHub = (
  options: { readonly firstDelay?: Duration.Duration | undefined } = {}
): Effect.Effect<Hub, DatasetError, Scope.Scope> =>
  Effect.gen(function*() {
    const caches = (yield* setting("XDG_CACHE_HOME")) ?? join(homedir(), ".cache")
    const home = (yield* setting("HF_HOME")) ?? join(caches, "huggingface")
    const tokenPath = (yield* setting("HF_TOKEN_PATH")) ?? join(home, "token")
    const dispatcher = yield* Effect.mapError(
      openAgent({ bodyTimeout: stall, headersTimeout: stall }),
      ({ message }) => unavailable(message)
    )
    const through = (signal: AbortSignal) => (url: string | URL, init?: RequestInit): Promise<Response> =>
      undiciFetch(url, { ...init, dispatcher, signal })
    return {
      endpoint: ((yield* setting("HF_ENDPOINT")) ?? "https://huggingface.co").replace(/\/+$/, ""),
      token: (yield* setting("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")) ?? (yield* storedToken(tokenPath)),
      cacheDir: (yield* setting("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) ?? join(home, "hub"),
      isOffline: isTrue(yield* setting("HF_HUB_OFFLINE")),
      firstDelay: options.firstDelay ?? Duration.seconds(1),
      fetch: through as unknown as Hub["fetch"]
    }
  })

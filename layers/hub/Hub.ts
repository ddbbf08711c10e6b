/**
 * The Hugging Face Hub as the user's environment has it.
 *
 * The variables are those of huggingface_hub: HF_ENDPOINT, HF_TOKEN (else the token that `hf auth login` stored),
 * HF_HUB_OFFLINE, HF_HOME and HF_HUB_CACHE; and those of proxies.
 */
import { Config, Duration, Effect, Option, Redacted, type Scope } from "effect"
import { readFile } from "node:fs/promises"
import { homedir } from "node:os"
import { join } from "node:path"
import { fetch as undiciFetch, type RequestInit, type Response } from "undici"
import { openAgent } from "../clients/http/dispatcher.ts"
import { finalError, type HubError } from "./HubError.ts"

/** A user's token, and where it was found. */
export interface HubToken {
  readonly value: Redacted.Redacted
  /** HF_TOKEN, or the path of the file that `hf auth login` wrote. */
  readonly origin: string
}

export interface Hub {
  readonly endpoint: string
  readonly token: HubToken | undefined
  /** The folder of the cache that all programs of the Hub share. */
  readonly cacheDir: string
  readonly isOffline: boolean
  /** The wait before a second attempt, of those who make one; it doubles with each. */
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
      values.flatMap(Option.toArray).map((value) => value.trim()).find((value) => value !== "")
  )

const isTrue = (value: string | undefined) => /^(1|on|yes|true)$/i.test(value ?? "")

const tokenOf = Effect.fnUntraced(function*(home: string): Effect.fn.Return<HubToken | undefined> {
  const given = yield* setting("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
  if (given !== undefined) return { value: Redacted.make(given), origin: "HF_TOKEN" }
  const origin = (yield* setting("HF_TOKEN_PATH")) ?? join(home, "token")
  const stored = yield* Effect.promise(() => readFile(origin, "utf8").then((text) => text.trim(), () => ""))
  return stored === "" ? undefined : { value: Redacted.make(stored), origin }
})

/** The Hub of the environment, with connections that close with the scope. */
export const makeHub = (
  options: { readonly firstDelay?: Duration.Duration | undefined } = {}
): Effect.Effect<Hub, HubError, Scope.Scope> =>
  Effect.gen(function*() {
    const caches = (yield* setting("XDG_CACHE_HOME")) ?? join(homedir(), ".cache")
    const home = (yield* setting("HF_HOME")) ?? join(caches, "huggingface")
    const dispatcher = yield* Effect.mapError(
      openAgent({ bodyTimeout: stall, headersTimeout: stall }),
      ({ message }) => finalError("Unavailable", message)
    )
    const through = (signal: AbortSignal) => (url: string | URL, init?: RequestInit): Promise<Response> =>
      undiciFetch(url, { ...init, dispatcher, signal })
    return {
      endpoint: ((yield* setting("HF_ENDPOINT")) ?? "https://huggingface.co").replace(/\/+$/, ""),
      token: yield* tokenOf(home),
      cacheDir: (yield* setting("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) ?? join(home, "hub"),
      isOffline: isTrue(yield* setting("HF_HUB_OFFLINE")),
      firstDelay: options.firstDelay ?? Duration.seconds(1),
      fetch: through as unknown as Hub["fetch"]
    }
  })

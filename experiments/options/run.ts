/**
 * Flags that say how a run goes, and change nothing of what it measures.
 */
import * as Options from "@effect/cli/Options"
import type { Duration, Option } from "effect"
import type { WorkerLimit } from "../../src/inference/adaptiveLimit.ts"
import type { RateLimit } from "../../src/inference/Pacer.ts"
import { countOption } from "./choice.ts"
import { durationOption } from "./duration.ts"
import { quiet } from "./quiet.ts"
import { rateOption } from "./rate.ts"
import { workersOption } from "./workers.ts"

const flag = (name: string, description: string) =>
  Options.boolean(name).pipe(Options.withDescription(description))

export const runOptions = {
  limit: Options.optional(countOption("limit", 1, "Only the first N observations, after the shuffle")),
  maxWorkers: Options.optional(workersOption(
    "max-workers",
    "The most requests in flight at each server: a number, or auto[:CEILING] for as many as raise the throughput "
      + "(default auto for a server, 50 without one)"
  )),
  rateLimit: Options.optional(
    rateOption("rate-limit", "The most requests in a time, evenly spaced, such as 60/min (default no limit)")
  ),
  maxGenerations: Options.optional(
    countOption(
      "max-generations",
      0,
      "Stop when so many generations were sent; the same command goes on from there"
    )
  ),
  maxTokens: Options.optional(
    countOption("max-tokens", 0, "Stop when so many tokens, of prompts and answers, were used")
  ),
  connectTimeout: durationOption("connect-timeout", "1h", "How long to wait while nothing at all succeeds"),
  grace: durationOption("grace", "10s", "How long generations in flight may take to finish after Ctrl-C"),
  fresh: flag("fresh", "Drop this experiment's records first, never its generations"),
  cleanCache: flag(
    "clean-cache",
    "Forget this experiment's records and generations first, but no other experiment's"
  ),
  retryFailed: flag(
    "retry-failed",
    "Ask again what the server refused (too long, invalid); without it, only when the server's limits have changed"
  ),
  noCanary: flag("no-canary", "Go on even when most of the first 50 observations are unreadable or failed"),
  dry: flag("dry", "Ask nothing and write nothing; print the plan"),
  json: flag("json", "Print the summary as one JSON document"),
  quiet,
  debug: flag("debug", "Print each prompt, answer and time, and the stack of an error")
}

/** The values of these flags. */
export interface RunFlags {
  readonly limit: Option.Option<number>
  readonly maxWorkers: Option.Option<WorkerLimit>
  readonly rateLimit: Option.Option<RateLimit>
  readonly maxGenerations: Option.Option<number>
  readonly maxTokens: Option.Option<number>
  readonly connectTimeout: Duration.Duration
  readonly grace: Duration.Duration
  readonly fresh: boolean
  readonly cleanCache: boolean
  readonly retryFailed: boolean
  readonly noCanary: boolean
  readonly dry: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly debug: boolean
}

/**
 * The work of a job: its cells asked of its server, or nothing but waiting where the server is wanted alone.
 */
import { Config, Duration, Effect, Option, Redacted } from "effect"
import type { JobArray } from "../../../src/jobs/Job.ts"
import type { SweepFlags } from "../../options/sweep.ts"
import { sweep } from "../sweep/sweep.ts"

interface Place {
  /** The persistent directory on the node's own disk. */
  readonly folder: string
  readonly ids: readonly string[]
  readonly url: string
}

/** What `introspect sweep` would be given; what is left out there is so here. */
const flagsOf = (
  { server: { client } }: JobArray,
  grid: string,
  { folder, ids, url }: Place,
  cache: SweepFlags["cache"]
): SweepFlags => ({
  file: grid,
  only: ids,
  client: Option.some(client),
  endpoint: [client === "OpenAI" ? `${url}/v1` : url],
  apiKeyEnv: Option.none(),
  header: [],
  limit: Option.none(),
  maxWorkers: Option.none(),
  rateLimit: Option.none(),
  maxGenerations: Option.none(),
  maxTokens: Option.none(),
  // The server may be started again meanwhile; whether it is given up is decided elsewhere.
  connectTimeout: Duration.hours(1),
  grace: Duration.seconds(10),
  retryFailed: false,
  noCanary: false,
  dry: false,
  json: false,
  quiet: false,
  debug: false,
  persistentDir: folder,
  cache
})

/** The cache of several machines, where the job's environment names one. */
export const sharedCache = Effect.map(
  Config.option(Config.redacted(Config.string("INTROSPECT_CACHE"))),
  Option.filter((url) => Redacted.value(url).trim() !== "")
)

/** Asks all cells of a job at once, on the node's own disk. */
export const answerCells = Effect.fnUntraced(function*(array: JobArray, place: Place) {
  if (array.grid === null) return yield* Effect.never
  yield* sweep(flagsOf(array, array.grid, place, yield* sharedCache))
})

/**
 * Whether the data that experiments need is there: data sets, and the cache of several machines.
 */
import { Config, Effect, Layer, Option } from "effect"
import { withoutPassword } from "../../../layers/cache/postgres/url.ts"
import { listDatasets } from "../../../layers/datasets/listing.ts"
import type { Check } from "../../display/checks.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { cacheLayer, datasetStore } from "../../setup/storage.ts"

const datasetCheck = Effect.fnUntraced(function*(persistentDir: string) {
  const what = "data sets"
  const listed = yield* listDatasets(datasetStore(persistentDir, false).folder)
  const namesOf = (isHere: boolean) =>
    listed.filter(({ on_disk }) => on_disk === isHere).map(({ name }) => name)
  const missing = namesOf(false)
  const here: Check = { what, state: "ok", detail: `here: ${namesOf(true).join(", ")}` }
  return missing.length === 0
    ? [here]
    : [
      here,
      {
        what,
        state: "note",
        detail: `not here: ${missing.join(", ")} (introspect download --datasets NAME)`
      } satisfies Check
    ]
})

const tokenCheck = Effect.map(
  Effect.orElseSucceed(Config.option(Config.string("HF_TOKEN")), Option.none),
  (token): Check => ({
    what: "HF_TOKEN",
    state: "ok",
    detail: Option.isSome(token) ? "set" : "not set: only models and data sets that are open to all"
  })
)

const postgresCheck = (flags: StorageFlags) =>
  Option.match(flags.cache, {
    onNone: () => Effect.succeed<readonly Check[]>([]),
    onSome: () =>
      Effect.match(Effect.scoped(Layer.build(cacheLayer(flags))), {
        onFailure: ({ message }): readonly Check[] => [{
          what: "cache",
          state: "problem",
          detail: withoutPassword(message)
        }],
        onSuccess: (): readonly Check[] => [{ what: "cache", state: "ok", detail: "Postgres answers" }]
      })
  })

/** Looks at what is stored and what can be fetched. */
export const dataChecks = Effect.fnUntraced(function*(flags: StorageFlags) {
  return [...yield* datasetCheck(flags.persistentDir), yield* tokenCheck, ...yield* postgresCheck(flags)]
})

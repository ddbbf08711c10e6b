/**
 * `introspect simulate`: the simulated model behind a real server.
 */
import { type Duration, Effect, type Option } from "effect"
import { simulatedServer } from "../../layers/simulated/http/server.ts"
import { print } from "../process/print.ts"
import { readPack, readProfile } from "../setup/inputs.ts"

export interface SimulateFlags {
  readonly port: number
  readonly profile: string
  readonly latency: Duration.Duration
  readonly pack: Option.Option<string>
}

/** Serves until it is interrupted. */
export const simulate = Effect.fnUntraced(
  function*({ latency, pack: packName, port, profile }: SimulateFlags) {
    const known = yield* readProfile(profile)
    const pack = yield* readPack(packName)
    const { url } = yield* simulatedServer({ port, profile: known, pack, latency })
    yield* print(`The simulated model (${known.name}) answers at ${url} until Ctrl-C`)
    return yield* Effect.never
  },
  Effect.scoped
)

/**
 * The simulated model as tests serve and question it.
 */
import { Duration, type Effect, Either, type Scope } from "effect"
import type { ListenError } from "../../layers/http/listen.ts"
import { type SimulatedServer, simulatedServer } from "../../layers/simulated/http/server.ts"
import { simulatedModel } from "../../layers/simulated/model.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { plainVariation } from "../../src/domain/Variation.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { renderPrompt } from "../../src/prompts/render.ts"

const pack = defaultPack

export const faithful = Either.getOrThrow(parseProfile("faithful"))

/** What the model itself answers. */
export const faithfulAnswer: (prompt: string, seed: number) => string = simulatedModel({
  profile: faithful,
  pack
})

/** A prompt that it understands. */
export const sentimentPrompt = renderPrompt(pack, "sentiment", "classify", plainVariation, {
  paragraph: "A wonderful film with a brilliant cast, and a joy from the first scene to the last."
})

/** Serves the model on any free port. */
export const serveFaithful = (
  options: { readonly latency?: Duration.DurationInput; readonly port?: number; readonly host?: string } = {}
): Effect.Effect<SimulatedServer, ListenError, Scope.Scope> =>
  simulatedServer({
    port: 0,
    profile: faithful,
    pack,
    ...options,
    latency: Duration.decode(options.latency ?? 0)
  })

/**
 * Where telemetry takes hold of a run; without it nothing is there, and nothing is loaded.
 */
import { Context, Effect, type Scope } from "effect"
import type { Endpoint } from "../../src/inference/Endpoint.ts"
import type { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import type { InFlight } from "../../src/inference/InFlight.ts"

export class Instrumentation extends Context.Reference<Instrumentation>()("introspect/Instrumentation", {
  defaultValue: (): {
    /** An endpoint whose attempts are measured. */
    readonly endpoint: (endpoint: Endpoint) => Endpoint
    /** Measures what a run counts, until the scope closes. */
    readonly counts: Effect.Effect<void, never, Scope.Scope | GenerationCounters | InFlight>
    /** Puts a run under a name and facts. */
    readonly run: (
      facts: { readonly [fact: string]: unknown }
    ) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  } => ({ endpoint: (endpoint) => endpoint, counts: Effect.void, run: () => (effect) => effect })
}) {}

/**
 * What is being sent: for the runner, the display and the manifest.
 */
import { Context, type Effect } from "effect"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"

/** A change of an endpoint's limit. */
export interface LimitChange {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The most requests in flight from then on. */
  readonly limit: number
  readonly why: string
}

/** One endpoint as it is now. */
export interface EndpointStatus {
  readonly name: string
  readonly inFlight: number
  readonly limit: number
  /** Since when it is waited for, and why; null while it answers. */
  readonly away: { readonly since: number; readonly why: string } | null
  /** The first and the latest changes of its limit. */
  readonly history: readonly LimitChange[]
}

/** The requests that servers are working on. */
export class InFlight extends Context.Tag("introspect/InFlight")<InFlight, {
  /** How many there are now. */
  readonly count: () => number
  /** Sends nothing new from now on, and returns when the last answer is here. */
  readonly drain: Effect.Effect<void>
  /** The state of every endpoint now. */
  readonly endpoints: () => readonly EndpointStatus[]
  /** How many observations are worth being open at once, so that no slot waits for a request. */
  readonly room: () => number
  /** Returns when there is more room than when it returned before. For one caller: the runner. */
  readonly moreRoom: Effect.Effect<void>
}>() {}

/** One attempt while no other request is in flight: whether a request fails by itself or by its company. */
export class Alone extends Context.Tag("introspect/Alone")<Alone, {
  readonly generate: (request: GenerateRequest) => Effect.Effect<Generation, GenerateError>
}>() {}

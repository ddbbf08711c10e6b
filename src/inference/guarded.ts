/**
 * Middleware that puts something away after each request, in one region that cannot be interrupted.
 *
 * Each would open a region of its own, and within it another one in which what it wraps can be interrupted: a fifth of
 * the steps of a request. Instead they share the outermost one, and only what waits can be interrupted.
 */
import { type Context, Effect } from "effect"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import type { Inference } from "./Inference.ts"

type Generate = Context.Tag.Service<typeof Inference>["generate"]

/** Makes a wait as interruptible as the outermost region was entered. */
export type Restore = <A, E, R>(wait: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** Generates in a region that cannot be interrupted, and restores what waits. */
export type Guarded = (
  request: GenerateRequest,
  restore: Restore
) => Effect.Effect<Generation, GenerateError>

/** Opens the region, for callers that know nothing of it. */
export const guard = (inside: Guarded): Generate =>
  Object.assign(
    (request: GenerateRequest) => Effect.uninterruptibleMask((restore) => inside(request, restore)),
    { inside }
  )

/** How a generate is called from inside of such a region; one that does not share it is a wait as a whole. */
export const insideOf = (generate: Generate & { readonly inside?: Guarded }): Guarded =>
  generate.inside ?? ((request, restore) => restore(generate(request)))

/**
 * The test functions that the contract suites are given, so that they work with the caller's own framework.
 */
import { Cause, Effect, Exit, type Scope } from "effect"

/** What the suites use of an assertion; Vitest's, Jest's and Bun's all have it. */
export interface Assertion {
  readonly not: Assertion
  readonly toBe: (expected: unknown) => void
  readonly toEqual: (expected: unknown) => void
  readonly toMatch: (expected: RegExp) => void
  readonly toContain: (expected: string) => void
  readonly toContainEqual: (expected: unknown) => void
  readonly toMatchObject: (expected: object) => void
  readonly toBeNull: () => void
  readonly toHaveLength: (length: number) => void
  readonly toBeGreaterThan: (least: number) => void
  readonly toBeGreaterThanOrEqual: (least: number) => void
}

/** `expect`, with the two matchers that stand for values of which only something is known. */
export interface Expect {
  (actual: unknown, message?: string): Assertion
  readonly anything: () => unknown
  readonly stringMatching: (pattern: RegExp) => unknown
}

/**
 * The functions `describe`, `it` and `expect` of Vitest, of `@effect/vitest`, of Jest or of Bun.
 *
 * @example
 * import { describe, expect, it } from "vitest"
 * generationCacheContract({ describe, expect, it }, "mine", Mine.layer)
 */
export interface TestFramework {
  readonly describe: (name: string, body: () => void) => unknown
  readonly it: (name: string, body: () => Promise<void>) => unknown
  readonly expect: Expect
}

/** Registers a test that is an effect; its scope closes when it ends. What failed is thrown as it is. */
export type EffectTest = (name: string, test: () => Effect.Effect<void, unknown, Scope.Scope>) => void

/** `it` for effects. */
export const effectTest = ({ it }: Pick<TestFramework, "it">): EffectTest => (name, test) => {
  it(name, async () => {
    const exit = await Effect.runPromiseExit(Effect.scoped(test()))
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  })
}

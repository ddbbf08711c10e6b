/**
 * The test functions that the contract suites are given, so that they work with the caller's own framework.
 */
import { Cause, Effect, Exit, type Scope } from "effect"

/** What the suites use of an assertion; Vitest's, Jest's and Bun's all have it. */
export interface Assertion {
  readonly not: Assertion
  /** The very same value. */
  readonly toBe: (expected: unknown) => void
  /** An equal value; a member that is undefined counts as absent. */
  readonly toEqual: (expected: unknown) => void
  /** A text that the pattern matches. */
  readonly toMatch: (expected: RegExp) => void
  /** A text that has this one in it. */
  readonly toContain: (expected: string) => void
  /** A list with an equal value in it. */
  readonly toContainEqual: (expected: unknown) => void
  /** An object with at least these members. */
  readonly toMatchObject: (expected: object) => void
  /** Null. */
  readonly toBeNull: () => void
  /** A list or a text of this length. */
  readonly toHaveLength: (length: number) => void
  /** A larger number. */
  readonly toBeGreaterThan: (least: number) => void
  /** A number that is at least as large. */
  readonly toBeGreaterThanOrEqual: (least: number) => void
}

/** `expect`, with the matchers that stand for values of which only something is known. */
export interface Expect {
  (actual: unknown, message?: string): Assertion
  /** Stands for any value but null and undefined. */
  readonly anything: () => unknown
  /** Stands for a list with these values in any order. */
  readonly arrayContaining: (values: unknown[]) => unknown
  /** Stands for a text that the pattern matches. */
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
  /** Registers a group of tests. */
  readonly describe: (name: string, body: () => void) => unknown
  /** Registers a test, which fails if its promise does. */
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

/**
 * A contract suite as a value, so that tests can tell what it finds.
 */
import { expect } from "vitest"
import type { TestFramework } from "../../layers/testing/TestFramework.ts"

/** The names of the tests of a suite that fail. */
export const failuresOf = async (
  register: (framework: TestFramework) => void
): Promise<readonly string[]> => {
  const tests: { readonly name: string; readonly body: () => Promise<void> }[] = []
  register({
    describe: (_, body) => body(),
    it: (name, body) => tests.push({ name, body }),
    expect
  })
  const failed: string[] = []
  for (const { body, name } of tests) {
    try {
      await body()
    } catch {
      failed.push(name)
    }
  }
  return failed
}

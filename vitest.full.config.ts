import { defineConfig } from "vitest/config"

/** Slow tests, and tests that need other programs; each says loudly when its program is absent. */
export default defineConfig({
  test: {
    include: ["test/full/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false
  }
})

import { defineConfig } from "vitest/config"

/** The quick tier; what is slow or needs other programs is in test/full. Files share their modules: loading them is most of the time. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/full/**", "test/llama-cpp/**", "node_modules/**"],
    pool: "threads",
    isolate: false,
    // Tests of the command mostly wait for processes of their own: one worker alone would leave a core idle.
    poolOptions: { threads: { minThreads: 2, maxThreads: 2 } },
    silent: "passed-only",
    testTimeout: 60_000
  }
})

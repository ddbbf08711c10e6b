import { defineConfig } from "vitest/config"

/** The quick tier; what is slow or needs other programs is in test/full. Files share their modules: loading them is most of the time. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/full/**", "test/llama-cpp/**", "node_modules/**"],
    pool: "threads",
    isolate: false,
    silent: "passed-only",
    testTimeout: 20_000
  }
})

import { defineConfig } from "vitest/config"

/** The quick tier; what is slow or needs other programs is in test/full. */
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], exclude: ["test/full/**", "node_modules/**"], testTimeout: 20_000 }
})

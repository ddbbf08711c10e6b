import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { reportFolder, writeReports } from "./report.ts"

describe("the API report", () => {
  it("is what the package exports; after a change that is meant, npm run build && npm run api writes it anew", () => {
    const folder = mkdtempSync(join(tmpdir(), "introspect-api-"))
    try {
      const names = writeReports(folder)
      expect(readdirSync(reportFolder).toSorted(), "the reports in docs/api").toEqual(names.toSorted())
      for (const name of names) {
        const [kept, now] = [reportFolder, folder].map((where) => readFileSync(join(where, name), "utf8"))
        expect(now, `docs/api/${name} differs from the build: run npm run build && npm run api`).toBe(kept)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/**
 * What the README shows works.
 */
import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Either } from "effect"
import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { simulatedServer } from "../layers/simulated/http/server.ts"
import { parseProfile } from "../layers/simulated/profile.ts"
import { defaultPack } from "../src/prompts/defaultPack.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const readme = readFileSync(join(root, "README.md"), "utf8")

const program = /```js\n(.*?)```/s.exec(readme)?.[1] ?? ""

describe("the README's program", () => {
  it.live("is short, and measures a model behind a server", () =>
    Effect.scoped(Effect.gen(function*() {
      expect(program.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(30)
      const profile = Either.getOrThrow(parseProfile("faithful"))
      const { url } = yield* simulatedServer({ port: 0, profile, pack: defaultPack, latency: Duration.zero })
      // Inside the package, its own name resolves to the built library, as it would for somebody who installed it.
      const folder = mkdtempSync(join(root, "dist", "readme-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
      writeFileSync(join(folder, "faithfulness.mjs"), program)
      const { stdout } = yield* Effect.promise(() =>
        promisify(execFile)(process.execPath, ["faithfulness.mjs", url], { cwd: folder })
      )
      const [, faithful, correct] = /faithful: (\d+) of (\d+) \(0\.\d+ to 1\.00\)/.exec(stdout) ?? []
      expect(Number(correct)).toBeGreaterThan(20)
      expect(faithful).toBe(correct)
    })))
})

/**
 * A run that is stopped in the middle loses nothing, and goes on where it was.
 */
import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Either } from "effect"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { simulatedServer } from "../../layers/simulated/http/server.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { start } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const profile = Either.getOrThrow(parseProfile("mixed:0.5"))
const slowServer = simulatedServer({ port: 0, profile, pack: defaultPack, latency: Duration.millis(40) })

const experiment = (url: string) => [
  ...["--client", "TGI", "--endpoint", url, "--model-name", "llama2-7b", "--dataset", "simulated-babi-1:60"],
  ...["--task", "redacted", "--max-workers", "8", "--json"]
]

const until = (condition: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => condition() ? Effect.void : Effect.delay(until(condition), "5 millis"))

const results = (stdout: string) => JSON.parse(stdout).results

describe("a signal in the middle of a run", () => {
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    it.live(`${signal}: generations in flight are stored, and the same command goes on`, () =>
      Effect.scoped(Effect.gen(function*() {
        const folder = mkdtempSync(join(tmpdir(), "introspect-signal-"))
        const server = yield* slowServer
        const run = start(folder, "run", ...experiment(server.url))
        yield* until(() => server.counts().generations >= 40 && server.counts().inFlight > 0)
        run.process.kill(signal)
        const ended = yield* Effect.promise(() => run.ended)
        expect(ended.code).toBe(code)
        expect(ended.stdout).toBe("")
        expect(ended.stderr).toContain("generations in flight")
        const asked = server.counts().generations
        expect(server.counts().inFlight).toBe(0)

        const resumed = yield* Effect.promise(() => introspect(folder, "run", ...experiment(server.url)))
        expect(resumed.code).toBe(0)
        const { generations } = JSON.parse(resumed.stdout)
        expect(server.counts().generations - asked).toBe(generations.sent)

        const undisturbed = yield* Effect.promise(() =>
          introspect(mkdtempSync(join(tmpdir(), "introspect-signal-")), "run", ...experiment(server.url))
        )
        expect(results(resumed.stdout)).toEqual(results(undisturbed.stdout))
        expect(asked + generations.sent).toBe(JSON.parse(undisturbed.stdout).generations.sent)
      })))
  }

  it.live("a second one ends the process at once", () =>
    Effect.scoped(Effect.gen(function*() {
      const folder = mkdtempSync(join(tmpdir(), "introspect-signal-"))
      const server = yield* simulatedServer({
        port: 0,
        profile,
        pack: defaultPack,
        latency: Duration.minutes(1)
      })
      const run = start(folder, "run", ...experiment(server.url), "--grace", "1m")
      yield* until(() => server.counts().inFlight > 0)
      run.process.kill("SIGINT")
      yield* Effect.promise(() => run.saw(/in flight/))
      run.process.kill("SIGINT")
      yield* Effect.promise(() => run.ended)
      expect(run.process.exitCode ?? run.process.signalCode).toBe("SIGINT")
    })))
})

describe("two processes", () => {
  it.live("the second on the same experiment is told who holds it", () =>
    Effect.scoped(Effect.gen(function*() {
      const folder = mkdtempSync(join(tmpdir(), "introspect-held-"))
      const server = yield* slowServer
      const first = start(folder, "run", ...experiment(server.url))
      yield* until(() => server.counts().generations > 0)
      const second = yield* Effect.promise(() => introspect(folder, "run", ...experiment(server.url)))
      expect(second.code).toBe(1)
      expect(second.stderr).toContain(`process ${first.process.pid} on `)
      expect((yield* Effect.promise(() => first.ended)).code).toBe(0)
    })))

  it.live("share one cache on different experiments", () =>
    Effect.scoped(Effect.gen(function*() {
      const folder = mkdtempSync(join(tmpdir(), "introspect-shared-"))
      const server = yield* slowServer
      const command = experiment(server.url)
      const [redacted, importance] = yield* Effect.promise(() =>
        Promise.all([
          introspect(folder, "run", ...command),
          introspect(folder, "run", ...command.map((word) => word === "redacted" ? "importance" : word))
        ])
      )
      expect([redacted.code, importance.code]).toEqual([0, 0])
      const again = yield* Effect.promise(() => introspect(folder, "run", ...command, "--fresh"))
      expect(JSON.parse(again.stdout).generations.sent).toBe(0)
    })))
})

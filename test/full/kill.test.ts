/**
 * A process that is killed, again and again, loses at most what was in flight.
 *
 * The run is killed 20 times, each time after another share of the answers (5 % to 95 %), and resumed; at the end its
 * records equal those of an undisturbed run, and the server's count tells how many generations were repeated.
 */
import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Either } from "effect"
import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { simulatedServer } from "../../layers/simulated/http/server.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { introspect, start } from "../support/introspect.ts"
import { rawSqlite } from "../support/rawSqlite.ts"

const kills = 20
const workers = 16
const observations = 400
const profile = Either.getOrThrow(parseProfile("mixed:0.5"))

const command = (url: string) => [
  ...[
    "run",
    "--client",
    "TGI",
    "--endpoint",
    url,
    "--model-name",
    "llama2-7b",
    "--task",
    "redacted",
    "--json"
  ],
  ...["--dataset", `simulated-babi-1:${observations}`, "--max-workers", String(workers), "--quiet"]
]

/** All records under a folder, without what took time. */
const recordsIn = (folder: string) =>
  Effect.scoped(Effect.gen(function*() {
    const results = join(folder, "introspect-data", "results", "analysis")
    const name = readdirSync(results).find((file) => file.endsWith(".sqlite"))
    const { rows } = yield* rawSqlite(join(results, name ?? "none"))
    return rows(
      `SELECT idx, label, correct, verdict, applicability, error, readers,
        (SELECT json_group_array(json_remove(session.value, '$.durationMillis'))
          FROM json_each(sessions) AS session) AS sessions
      FROM observation ORDER BY idx`
    )
  }))

const until = (condition: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => condition() ? Effect.void : Effect.delay(until(condition), "2 millis"))

const server = simulatedServer({ port: 0, profile, pack: defaultPack, latency: Duration.millis(30) })

describe("a process killed 20 times", () => {
  it.live("ends with the records of an undisturbed run, and repeats at most what was in flight", () =>
    Effect.scoped(Effect.gen(function*() {
      const whole = mkdtempSync(join(tmpdir(), "introspect-whole-"))
      const undisturbedServer = yield* server
      const undisturbed = yield* Effect.promise(() => introspect(whole, ...command(undisturbedServer.url)))
      const answers = undisturbedServer.counts().generations

      const { counts, url } = yield* server
      const folder = mkdtempSync(join(tmpdir(), "introspect-killed-"))
      let inFlight = 0
      for (let kill = 0; kill < kills; kill++) {
        const share = 0.05 + 0.9 * kill / (kills - 1)
        const run = start(folder, ...command(url))
        yield* until(() => counts().generations >= share * answers && counts().inFlight > 0)
        if (counts().inFlight > 0) inFlight++
        run.process.kill("SIGKILL")
        yield* Effect.promise(() => run.ended)
      }
      const resumed = yield* Effect.promise(() => introspect(folder, ...command(url)))
      const repeated = counts().generations - answers
      process.stderr.write(
        `killed ${kills} times, ${inFlight} with requests in flight; ${repeated} of ${answers} generations were repeated\n`
      )
      expect(resumed.code).toBe(0)
      expect(JSON.parse(resumed.stdout).results).toEqual(JSON.parse(undisturbed.stdout).results)
      const records = yield* recordsIn(folder)
      expect(records).toHaveLength(observations)
      expect(records).toEqual(yield* recordsIn(whole))
      expect(inFlight).toBeGreaterThanOrEqual(15)
      // In flight when killed: an answer is on disk a millisecond after it has come.
      expect(repeated).toBeLessThanOrEqual(kills * workers)
    })))
})

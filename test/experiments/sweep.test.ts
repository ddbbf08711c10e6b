import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Either } from "effect"
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { simulatedServer } from "../../layers/simulated/http/server.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { start } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const serverOf = (profile: string, latency = 0) =>
  simulatedServer({
    port: 0,
    profile: Either.getOrThrow(parseProfile(profile)),
    pack: defaultPack,
    latency: Duration.millis(latency)
  })

/** A folder with a grid, JSON for once. */
const folderWith = (grid: unknown) => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-sweep-"))
  writeFileSync(join(folder, "grid.json"), JSON.stringify(grid))
  return folder
}

const sweep = (folder: string, ...args: readonly string[]) =>
  Effect.promise(() => introspect(folder, "sweep", "grid.json", "--quiet", ...args))

const until = (condition: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => condition() ? Effect.void : Effect.delay(until(condition), "5 millis"))

const small = fileURLToPath(new URL("../../jobs/small.yaml", import.meta.url))

describe("introspect sweep", () => {
  it("runs the small grid of the package, and has nothing to ask the second time", async () => {
    const folder = mkdtempSync(join(tmpdir(), "introspect-sweep-"))
    const first = await introspect(folder, "sweep", small, "--json")
    expect(first.code).toBe(0)
    const { cells } = JSON.parse(first.stdout)
    expect(cells).toHaveLength(12)
    for (const { results, state } of cells) {
      expect(state).toBe("finished")
      expect(results.total).toBe(24)
    }
    expect(first.stderr).toMatch(/sweep: 288\/288 {2}12 of 12 cells finished/)
    const again = await introspect(folder, "sweep", small)
    expect(again.code).toBe(0)
    expect(again.stdout).toContain(
      "analysis_m-simulated-faithful_y-none_d-sample-sentiment_p-test_t-redacted_c-_s-0"
    )
    expect(again.stdout).toMatch(/accuracy +faithful +unreadable +failed +state/)

    const run = await introspect(
      mkdtempSync(join(tmpdir(), "introspect-sweep-")),
      ...["run", "--client", "Simulated", "--profile", "mixed:0.6", "--dataset", "sample-sentiment"],
      ...["--task", "redacted", "--limit", "24", "--controls", "random", "--draws", "2", "--json"]
    )
    const alone = JSON.parse(run.stdout)
    const beside = cells.find(({ id }: { readonly id: string }) => id === alone.id)
    expect(beside.results).toEqual(alone.results)
    expect(beside.controls).toEqual(alone.controls)
  })

  it("asks how likely the answers are, as the flag of a run does", async () => {
    const folder = folderWith({
      models: [{ name: "simulated/mixed:0.6", client: "Simulated", profile: "mixed:0.6" }],
      datasets: ["sample-sentiment"],
      tasks: ["redacted"],
      limit: 12,
      soft: true
    })
    const dry = JSON.parse((await introspect(folder, "sweep", "grid.json", "--dry", "--json")).stdout)
    const { cells: [cell] } = JSON.parse((await introspect(folder, "sweep", "grid.json", "--json")).stdout)
    const run = await introspect(
      mkdtempSync(join(tmpdir(), "introspect-sweep-")),
      ...["run", "--client", "Simulated", "--profile", "mixed:0.6", "--dataset", "sample-sentiment"],
      ...["--task", "redacted", "--limit", "12", "--soft", "--json"]
    )
    const alone = JSON.parse(run.stdout)
    expect(cell.id).toBe(alone.id)
    expect(alone.controls.soft.first.n).toBeGreaterThan(0)
    expect(cell.controls).toEqual(alone.controls)
    expect(dry.all.controls_at_most).toBe(24)
  })

  it.live(
    "asks servers of several models at once, and tells beforehand what it asks",
    () =>
      Effect.scoped(Effect.gen(function*() {
        const one = yield* serverOf("faithful", 20)
        const other = yield* serverOf("mixed:0.5", 20)
        const folder = folderWith({
          models: [
            { name: "simulated/faithful", client: "OpenAI", endpoint: `${one.url}/v1` },
            { name: "simulated/mixed:0.5", client: "OpenAI", endpoint: [`${other.url}/v1`], max_workers: 4 }
          ],
          datasets: ["simulated-babi-1:20"],
          tasks: ["classify", "answerable"],
          variations: { answerable: [[], ["i-options"]] }
        })
        const dry = yield* sweep(folder, "--dry", "--json")
        expect(dry.code).toBe(0)
        const { all, cells } = JSON.parse(dry.stdout)
        expect(cells).toHaveLength(6)
        expect(all).toMatchObject({
          observations: 120,
          complete: 0,
          known: 200,
          distinct: 120,
          cached: 0,
          to_send: 120,
          further_at_most: 0,
          seconds: null
        })
        expect(readdirSync(folder)).toEqual(["grid.json"])
        expect(one.counts().requests + other.counts().requests).toBe(0)

        let both = 0
        const running = start(folder, "sweep", "grid.json", "--quiet", "--json")
        yield* until(() => {
          if (one.counts().inFlight > 0 && other.counts().inFlight > 0) both++
          return running.process.exitCode !== null
        })
        const ended = yield* Effect.promise(() => running.ended)
        expect([ended.code, ended.stderr]).toEqual([0, ""])
        expect(both).toBeGreaterThan(0)
        expect(one.counts().generations + other.counts().generations).toBe(120)

        const after = yield* sweep(folder, "--dry")
        expect(after.stdout).toMatch(/all 6 cells +120 +120 +0 +0 +0 +0 /)
        expect(after.stdout).toMatch(/last measured speeds: simulated\/faithful [\d.]+ generations\/s/)
      })),
    60_000
  )

  it.live("is stopped at any moment, and goes on from there", () =>
    Effect.scoped(Effect.gen(function*() {
      const server = yield* serverOf("mixed:0.5", 30)
      const grid = {
        models: [{ name: "llama2-7b", client: "TGI", endpoint: server.url, max_workers: 8 }],
        datasets: ["simulated-babi-1:12", "sample-sentiment"],
        tasks: ["classify", "redacted", "counterfactual"],
        limit: 12
      }
      const folder = folderWith(grid)
      const running = start(folder, "sweep", "grid.json", "--json")
      yield* until(() => server.counts().generations >= 40 && server.counts().inFlight > 0)
      running.process.kill("SIGTERM")
      const stopped = yield* Effect.promise(() => running.ended)
      expect(stopped.code).toBe(143)
      expect(stopped.stderr).toContain("generations in flight")
      const killed = start(folder, "sweep", "grid.json", "--json")
      const before = server.counts().generations
      yield* until(() => server.counts().generations >= before + 20 || killed.process.exitCode !== null)
      killed.process.kill("SIGKILL")
      yield* Effect.promise(() => killed.ended)
      yield* until(() => server.counts().inFlight === 0)

      const resumed = yield* sweep(folder, "--json")
      expect(resumed.code).toBe(0)
      const undisturbed = yield* sweep(folderWith(grid), "--json")
      const results = (stdout: string) =>
        JSON.parse(stdout).cells.map(({ id, results }: { id: string; results: unknown }) => [id, results])
      expect(results(resumed.stdout)).toEqual(results(undisturbed.stdout))
      const needed = JSON.parse(undisturbed.stdout).cells
        .reduce(
          (sum: number, { generations }: { generations: { sent: number } }) => sum + generations.sent,
          0
        )
      // Asked twice is at most what was in flight when it was killed.
      expect(server.counts().generations).toBeLessThanOrEqual(2 * needed + 8)
    })), 60_000)

  it.live("goes on when a cell stops, and says which and why", () =>
    Effect.scoped(Effect.gen(function*() {
      const server = yield* serverOf("faithful")
      const folder = folderWith({
        models: [
          { name: "llama2-7b", endpoint: server.url },
          { name: "falcon-7b", endpoint: "http://127.0.0.1:9" }
        ],
        datasets: ["sample-sentiment", "missing.csv"],
        tasks: ["classify"],
        limit: 5
      })
      const ended = yield* sweep(folder, "--connect-timeout", "1s")
      expect(ended.code).toBe(1)
      expect(ended.stderr).toContain("3 of 4 cells stopped")
      expect(ended.stdout).toMatch(/simulated-faithful_y-none_d-sample-sentiment\S+ +5 .*finished/)
      expect(ended.stdout).toMatch(
        /Stopped: llama2-7b missing\.csv classify; falcon-7b missing\.csv classify/
      )
      expect(ended.stdout).toMatch(/Stopped: falcon-7b sample-sentiment classify\n.*127\.0\.0\.1:9/)

      const json = yield* sweep(folder, "--json", "--only", "missing.csv")
      expect(json.code).toBe(1)
      const { cells } = JSON.parse(json.stdout)
      expect(cells.map(({ state }: { readonly state: string }) => state)).toEqual(["stopped", "stopped"])
      expect(cells[0].error).toContain("missing.csv")
    })), 60_000)

  it.live("tells by its exit code that observations failed", () =>
    Effect.scoped(Effect.gen(function*() {
      const server = yield* serverOf("faithful")
      const folder = folderWith({
        models: ["llama2-7b"],
        datasets: ["sample-sentiment"],
        tasks: ["classify"],
        limit: 5,
        params: { max_new_tokens: 100_000 }
      })
      const ended = yield* sweep(folder, "--client", "TGI", "--endpoint", server.url)
      expect([ended.code, ended.stderr]).toEqual([3, expect.stringContaining("5 observations failed")])
      expect(ended.stdout).toContain("finished, with failures")
    })), 60_000)

  it("says where a grid is wrong", async () => {
    const folder = mkdtempSync(join(tmpdir(), "introspect-sweep-"))
    const wrong = async (yaml: string, ...args: readonly string[]) => {
      writeFileSync(join(folder, "grid.yaml"), yaml)
      const { code, stderr } = await introspect(folder, "sweep", "grid.yaml", ...args)
      expect(code).toBe(2)
      return stderr
    }
    const good = "models: [llama2-7b]\ndatasets: [IMDB]\ntasks:\n  - classify\n"
    expect(await wrong(`${good}  - redact\n`)).toMatch(
      /^error: grid\.yaml:5: tasks\[1\]: "redact" is none of .*did you mean redacted/
    )
    expect(await wrong(good.replace("IMDB]", "IMDB"))).toMatch(/^error: grid\.yaml: .* at line 3/)
    expect(await wrong(`${good}limits: 3\n`)).toMatch(
      /grid\.yaml:5: limits: unknown key \(did you mean limit/
    )
    expect(await wrong(`${good}packs: [own.yaml]\n`)).toMatch(/own\.yaml cannot be read/)
    expect(await wrong(good, "--only", "falcon")).toMatch(/--only falcon: no cell of the grid is like this/)
    expect(await wrong(good.replace("llama2-7b", "llama2-7b, falcon-7b"))).toMatch(
      /meta-llama\/Llama-2-7b-chat-hf, tiiuae\/falcon-7b-instruct would all be asked at http:\/\/127\.0\.0\.1:20002/
    )
    expect(await wrong(good.replace("llama2-7b", "{ name: llama2-7b, max_workers: many }"))).toMatch(
      /the model llama2-7b: "many" is no number of workers/
    )
    expect((await introspect(folder, "sweep", "nowhere.yaml")).stderr).toMatch(/nowhere\.yaml cannot be read/)
  }, 60_000)
})

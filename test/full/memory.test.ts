/**
 * The memory of a long run stays flat, however many observations it has.
 *
 * A process of its own asks the simulated server about 100,000 observations. The memory that it holds is read from
 * /proc: its garbage comes and goes. What is alive is told by the collector after each full collection, and is level.
 */
import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Either } from "effect"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { simulatedServer } from "../../layers/simulated/http/server.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { startIn } from "../support/introspect.ts"

const observations = 100_000
const first = 10_000
const profile = Either.getOrThrow(parseProfile("faithful"))
const hasProc = process.platform === "linux"
if (!hasProc) {
  process.stderr.write("LEFT OUT: the memory of a process is read from /proc, which only Linux has\n")
}

/** The memory that a process holds now, in megabytes; 0 when it has ended. */
const residentMegabytes = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

interface Sample {
  readonly generations: number
  readonly megabytes: number
}

/** What was alive after each full collection in a piece of what `--trace-gc` tells. */
const aliveIn = (trace: string): readonly number[] =>
  [...trace.matchAll(/Mark-Compact.*? -> ([\d.]+) \(/g)].map(([, megabytes]) => Number(megabytes))

/** By how much the memory grows over so many generations: the straight line of least squares. */
const growthOver = (generations: number, samples: readonly Sample[]): number => {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  const [x, y] = [mean((sample) => sample.generations), mean(({ megabytes }) => megabytes)]
  const covariance = mean((sample) => (sample.generations - x) * (sample.megabytes - y))
  return generations * covariance / mean((sample) => (sample.generations - x) ** 2)
}

const peak = (samples: readonly Sample[]) => Math.max(...samples.map(({ megabytes }) => megabytes))

describe.runIf(hasProc)("the memory of a run", () => {
  it.live("stays under 250 MB, and what is alive does not grow after the first tenth", () =>
    Effect.scoped(Effect.gen(function*() {
      const server = yield* simulatedServer({ port: 0, profile, pack: defaultPack, latency: Duration.zero })
      const folder = mkdtempSync(join(tmpdir(), "introspect-memory-"))
      const run = startIn(
        { folder, env: {}, nodeFlags: ["--trace-gc"] },
        ...[
          "run",
          "--client",
          "TGI",
          "--endpoint",
          server.url,
          "--model-name",
          "llama2-7b",
          "--task",
          "classify"
        ],
        ...["--dataset", `simulated-babi-1:${observations}`, "--max-workers", "50", "--quiet", "--json"]
      )
      const samples: Sample[] = []
      const alive: Sample[] = []
      run.process.stdout?.on("data", (trace: string) => {
        const { generations } = server.counts()
        for (const megabytes of aliveIn(trace)) alive.push({ generations, megabytes })
      })
      yield* Effect.sync(() => {
        const megabytes = residentMegabytes(run.process.pid ?? 0)
        if (megabytes > 0) samples.push({ generations: server.counts().generations, megabytes })
      }).pipe(Effect.delay("100 millis"), Effect.forever, Effect.forkScoped)
      const ended = yield* Effect.promise(() => run.ended)
      rmSync(folder, { recursive: true })
      expect(ended.code).toBe(0)
      const result = ended.stdout.replace(/^\[.*\n/gm, "")
      expect(JSON.parse(result).results.total).toBe(observations)

      const early = samples.filter(({ generations }) => generations <= first)
      const middle = samples.filter(({ generations }) =>
        generations > first && generations <= observations / 2
      )
      const late = samples.filter(({ generations }) => generations > observations / 2)
      process.stderr.write(
        `memory of ${observations} observations: at most ${peak(samples).toFixed(0)} MB; `
          + `${peak(early).toFixed(0)} in the first ${first}, ${peak(middle).toFixed(0)} in the first half, `
          + `${peak(late).toFixed(0)} in the second\n`
      )
      expect(peak(samples)).toBeLessThan(250)
      // Garbage comes and goes: the second half may hold little more than the first did.
      expect(peak(late)).toBeLessThan(1.2 * peak(middle))

      const settled = alive.filter(({ generations }) => generations > first)
      const growth = growthOver(observations, settled)
      process.stderr.write(
        `alive after ${settled.length} full collections: ${
          settled.map(({ megabytes }) => megabytes).join(", ")
        } MB; grows by ${growth.toFixed(2)} MB in ${observations} observations\n`
      )
      expect(settled.length).toBeGreaterThanOrEqual(5)
      // 20 bytes for each observation would be more.
      expect(growth).toBeLessThan(2)
    })))
})

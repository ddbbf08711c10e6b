/**
 * The memory of a long run stays flat, however many observations it has.
 *
 * A process of its own asks the simulated server about 100,000 observations; its memory is read from /proc.
 */
import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Either } from "effect"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { simulatedServer } from "../../layers/simulated/http/server.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { start } from "../support/introspect.ts"

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

const peak = (samples: readonly Sample[]) => Math.max(...samples.map(({ megabytes }) => megabytes))

describe.runIf(hasProc)("the memory of a run", () => {
  it.live("stays under 250 MB, and does not grow after the first tenth", () =>
    Effect.scoped(Effect.gen(function*() {
      const server = yield* simulatedServer({ port: 0, profile, pack: defaultPack, latency: Duration.zero })
      const folder = mkdtempSync(join(tmpdir(), "introspect-memory-"))
      const run = start(
        folder,
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
      yield* Effect.sync(() => {
        const megabytes = residentMegabytes(run.process.pid ?? 0)
        if (megabytes > 0) samples.push({ generations: server.counts().generations, megabytes })
      }).pipe(Effect.delay("100 millis"), Effect.forever, Effect.forkScoped)
      const ended = yield* Effect.promise(() => run.ended)
      rmSync(folder, { recursive: true })
      expect(ended.code).toBe(0)
      expect(JSON.parse(ended.stdout).results.total).toBe(observations)

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
    })))
})

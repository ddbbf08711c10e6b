import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-cache-"))
const simulated = ["--client", "Simulated", "--dataset", "sample-sentiment", "--task", "classify", "--quiet"]
const id = "analysis_m-simulated-faithful_y-none_d-sample-sentiment_p-test_t-classify_c-_s-0"

describe("introspect cache", () => {
  it("counts, merges, checks and tidies, and shows what it would remove", async () => {
    const folder = newFolder()
    const cache = (...args: readonly string[]) => introspect(folder, "cache", ...args)
    await introspect(folder, "run", ...simulated)
    await introspect(folder, "run", ...simulated, "--profile", "mixed:0.5", "--persistent-dir", "other")

    const merged = await cache("merge", "other", "--into", "introspect-data")
    expect(merged.stdout).toContain("64 generations added, 0 known already")
    const counted = JSON.parse((await cache("stats", "--json")).stdout)
    expect(counted).toMatchObject({ generations: 128, failures: 0, alternatives: 0 })
    expect(counted.models.map(({ simulated }: { simulated: boolean }) => simulated)).toEqual([true, true])
    expect((await cache("verify")).stdout).toContain("every digest is right")

    expect((await cache("gc", "--dry")).stdout).toContain("would remove 64 generations")
    expect((await cache("gc")).stdout).toContain("removed 64 generations")
    expect((await cache("gc")).stdout).toContain("removed 0 generations")
    const replayed = await introspectAlone(folder, "run", ...simulated, "--fresh", "--json")
    expect(JSON.parse(replayed.stdout).generations).toMatchObject({ cached: 64, sent: 0 })
  })

  it("hands an experiment to a colleague, who replays it without a server", async () => {
    const folder = newFolder()
    const done = await introspect(folder, "run", ...simulated, "--json")
    const handed = await introspect(folder, "cache", "export", "--experiment", "t-classify", "--out", "e")
    expect(handed.stdout).toContain(`64 records and 64 generations of ${id}`)
    expect(readdirSync(folder).toSorted()).toEqual(["e", "introspect-data"])

    const colleague = newFolder()
    const taken = await introspect(colleague, "cache", "import", join(folder, "e"))
    expect(taken.code).toBe(0)
    const model = [
      "--model-name",
      "simulated/faithful",
      "--dataset",
      "sample-sentiment",
      "--task",
      "classify"
    ]
    const again = await introspect(colleague, "run", "--client", "Offline", ...model, "--json", "--quiet")
    expect(JSON.parse(again.stdout).results).toEqual(JSON.parse(done.stdout).results)
    expect(JSON.parse(again.stdout).generations.requested).toBe(0)
  })

  it("says what is missing, with the exit code for bad input", async () => {
    const folder = newFolder()
    for (
      const [args, message] of [
        [["stats"], "there is no cache here"],
        [["export", "--experiment", "x"], "no experiment x: there are no results under"],
        [["import", "nowhere"], "there is no file here"],
        [["merge", "nowhere", "--into", "c"], "there is no cache here"]
      ] as const
    ) {
      const { code, stderr } = await introspect(folder, "cache", ...args)
      expect(code).toBe(2)
      expect(stderr).toContain(message)
    }
  })
})

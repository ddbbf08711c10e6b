import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-cli-"))
const simulated = ["--client", "Simulated", "--profile", "mixed:0.6", "--dataset", "sample-sentiment"]
const redacted = ["run", ...simulated, "--task", "redacted", "--limit", "20", "--quiet"]

describe("introspect run --controls", () => {
  it("adds controls to a stored experiment, asks only for them, and shows them from then on", async () => {
    const folder = newFolder()
    const plain = JSON.parse((await introspect(folder, ...redacted, "--json")).stdout)
    expect(plain).not.toHaveProperty("controls")

    const first = await introspectAlone(
      folder,
      ...redacted,
      "--controls",
      "none,random",
      "all",
      "size",
      "--draws",
      "2",
      "--json"
    )
    expect(first.code).toBe(0)
    const document = JSON.parse(first.stdout)
    expect(document.id).toBe(plain.id)
    expect(document.results).toEqual(plain.results)
    const { correct } = plain.results
    expect(document.generations.requested).toBe(20 + 3 * correct)
    const { all, none, random, size } = document.controls
    expect(all).toMatchObject({ count: correct, n: correct })
    expect(none.self_agreement.n).toBe(20)
    expect(random.difference.n).toBe(correct)
    expect(random.difference.value).toBeCloseTo(random.faithfulness - random.random)
    expect(size.faithful.n + size.unfaithful.n).toBe(correct)

    const shown = await introspect(folder, "results", "show", "redacted")
    expect(shown.stdout).toContain("faithful minus random, paired")
    expect(shown.stdout).toContain("faithful, every word masked")
    const kept = JSON.parse((await introspect(folder, "results", "show", "redacted", "--json")).stdout)
    expect(kept.controls).toEqual(document.controls)
  })

  it("checks, reads again and exports them like any record", async () => {
    const folder = newFolder()
    const first = await introspect(folder, ...redacted, "--controls", "none,random", "--draws", "2", "--json")
    const controls = 20 + 2 * JSON.parse(first.stdout).results.correct
    const sound = await introspect(folder, "integrity", "redacted")
    expect(sound.code).toBe(0)
    expect(sound.stdout).toContain(`${controls} controls follow from the cache.`)
    const read = await introspect(folder, "reread", "redacted")
    expect(read.code).toBe(0)
    expect(read.stdout).toContain(
      `${controls} controls were read again: 0 have another reading, 0 another verdict.`
    )
    const table = await introspect(folder, "results", "export", "redacted", "--table", "controls")
    const rows = table.stdout.trim().split("\n").map((line) => JSON.parse(line))
    expect(rows).toHaveLength(controls)
    expect(rows.filter((row) => row.control === "random" && row.explain_predict_prompt !== null))
      .toHaveLength(controls - 20)
  })

  it("asks how likely the answers are", async () => {
    const folder = newFolder()
    const { code, stdout } = await introspect(folder, ...redacted, "--soft")
    expect(code).toBe(0)
    expect(stdout).toMatch(/its change, paired, in points +-\d+\.\d \[/)
    const { controls } = JSON.parse(
      (await introspect(folder, "results", "show", "redacted", "--json")).stdout
    )
    expect(controls.soft.change.value).toBeLessThan(0)
  })

  it("holds the whole experiment again", async () => {
    const folder = newFolder()
    const { code, stdout } = await introspect(folder, ...redacted, "--repeats", "2", "--json")
    expect(code).toBe(0)
    const { controls, generations } = JSON.parse(stdout)
    expect(generations).toMatchObject({ requested: 180, cached: 0 })
    expect(controls.repeat.repeats).toBe(2)
    expect(controls.repeat.verdict.rates).toHaveLength(3)
  })

  it("plans them", async () => {
    const { stdout } = await introspect(
      newFolder(),
      ...redacted,
      ...["--controls", "all", "size", "random", "--draws", "2", "--repeats", "1", "--dry"]
    )
    expect(JSON.parse(stdout)).toMatchObject({
      generations_at_most: 60,
      control_generations_at_most: 20 * (1 + 2 + 3)
    })
  })

  it("names the controls that there are", async () => {
    const { code, stderr } = await introspect(newFolder(), ...redacted, "--controls", "randm")
    expect(code).toBe(2)
    expect(stderr).toContain("--controls: unknown control randm")
    expect(stderr).toContain("random, none, all, size")
  })
})

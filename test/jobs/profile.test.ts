import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parse } from "yaml"
import { minutesOf, resourcesOf } from "../../src/jobs/needs.ts"
import { decodeProfile } from "../../src/jobs/Profile.ts"
import { cellWith } from "../support/jobs.ts"

const folder = fileURLToPath(new URL("../../jobs/profiles/", import.meta.url))
const profileOf = (name: string) =>
  Either.getOrThrow(decodeProfile(parse(readFileSync(join(folder, name), "utf8"))))

const problemsOf = (data: unknown) =>
  Either.match(decodeProfile(data), { onLeft: ({ message }) => message, onRight: () => "" })

const small = { server: { client: "VLLM" }, resources: [{ gpus: 1, cpus: 2, memory: "8G" }] }

describe("a profile", () => {
  it("has a default for all that is the same on most clusters", () => {
    expect(Either.getOrThrow(decodeProfile(small))).toMatchObject({
      persistent_dir: "$SCRATCH/introspect",
      bring_back: 600_000,
      slurm: { gpus: "--gpus-per-task={gpus}", max_time: 1440, warning: 300_000 },
      server: { startup: 1_800_000, silence: 300_000, restarts: 5, health: "/health" }
    })
  })

  it("is refused with every problem, and where it is", () => {
    const message = problemsOf({
      ...small,
      slurm: { max_time: "soon", warning: "5 hens", partion: "x" },
      resources: [{ gpus: 1, cpus: 0, memory: "lots" }]
    })
    expect(message).toContain("slurm.max_time: \"soon\" is no time of a job: write h:mm or d-hh:mm")
    expect(message).toContain("slurm.warning: \"5 hens\" is no duration")
    expect(message).toContain("slurm.partion: is unexpected")
    expect(message).toContain("resources.0.memory: must be written as Slurm does, such as 32G")
    expect(message).toContain("resources.0.cpus")
  })

  for (const name of readdirSync(folder)) {
    it(`${name}: four GPUs for the big models, one for the others, and the paper's times`, () => {
      const profile = profileOf(name)
      const gpus = (model: string) => resourcesOf(profile, model)?.gpus
      expect(["llama2-70b", "falcon-40b", "llama2-7b", "mistral-v1-7b"].map(gpus)).toEqual([4, 4, 1, 1])
      const hours = (model: string, dataset: string, task: string) =>
        minutesOf(profile, cellWith({ model, dataset, task })) / 60
      expect(hours("llama2-70b", "IMDB", "redacted")).toBe(14)
      expect(hours("falcon-7b", "IMDB", "importance")).toBe(10)
      expect(hours("mistral-v1-7b", "IMDB", "counterfactual")).toBe(3)
      expect(hours("llama2-70b", "bAbI-1", "classify")).toBe(1)
      expect(hours("falcon-40b", "bAbI-1", "answerable")).toBe(2)
      expect(hours("llama2-7b", "MCTest", "answerable")).toBe(1)
      expect(hours("falcon-40b", "RTE", "redacted")).toBe(6)
    })
  }
})

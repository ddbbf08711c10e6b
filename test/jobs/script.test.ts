import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { readFileSync } from "node:fs"
import { arrayOptions, collectOptions, renderScript, shellWords } from "../../src/jobs/script.ts"
import { cellWith, profileWith } from "../support/jobs.ts"

const template = readFileSync(new URL("../../jobs/templates/job.sh", import.meta.url), "utf8")
const logs = { name: "introspect-llama2-7b", logFolder: "/shared/logs" }
const resources = { gpus: 4, cpus: 24, memory: "128G", args: [] }
const array = { model: "llama2-7b", resources, minutes: 1530, tasks: [[cellWith()], [cellWith()]] }

describe("the script of a job", () => {
  const profile = profileWith({
    slurm: {
      partition: "long",
      account: "group",
      constraint: "ampere&nvlink",
      gpus: "--gpus-per-task=a100:{gpus}",
      options: ["--exclude=node1"],
      parallel: 2,
      warning: "90s"
    },
    modules: ["StdEnv/2023"],
    setup: ["source \"$HOME/env/bin/activate\""],
    environment: { NAME: "it's", N: 3 }
  })
  const options = Either.getOrThrow(arrayOptions(profile.slurm, array, logs))

  it("asks Slurm for what the model needs", () => {
    expect(options).toEqual([
      "--job-name=introspect-llama2-7b",
      "--array=0-1%2",
      "--nodes=1",
      "--ntasks=1",
      "--cpus-per-task=24",
      "--mem=128G",
      "--gpus-per-task=a100:4",
      "--time=1-01:30:00",
      "--requeue",
      "--signal=B:TERM@90",
      "--output=/shared/logs/%x.%A_%a.out",
      "--error=/shared/logs/%x.%A_%a.err",
      "--open-mode=append",
      "--partition=long",
      "--account=group",
      "--constraint=ampere&nvlink",
      "--exclude=node1"
    ])
    expect(collectOptions(profile.slurm, logs)).not.toContain("--constraint=ampere&nvlink")
  })

  it("asks for no GPU where none is needed", () => {
    const none = { ...array, resources: { ...resources, gpus: 0 } }
    expect(Either.getOrThrow(arrayOptions(profile.slurm, none, logs)).join(" ")).not.toContain("gpu")
  })

  it("loads modules, works without a network, and becomes the command", () => {
    const command = ["node", "/opt/my tools/introspect.js", "jobs", "run"]
    const script = Either.getOrThrow(
      renderScript(template, profile, { options, title: "llama2-7b", command })
    )
    expect(script.split("\n").slice(0, 2)).toEqual(["#!/bin/bash", "#SBATCH --job-name=introspect-llama2-7b"])
    for (
      const line of [
        "module load StdEnv/2023",
        "export HF_HUB_OFFLINE=1",
        "export TRANSFORMERS_OFFLINE=1",
        "export NAME='it'\\''s'",
        "export N=3",
        "source \"$HOME/env/bin/activate\"",
        "exec node '/opt/my tools/introspect.js' jobs run"
      ]
    ) expect(script.split("\n")).toContain(line)
  })

  it("quotes what a shell would take for something else", () => {
    expect(shellWords(["a", "b c", "$d", "it's", "e=f,g", ""])).toBe("a 'b c' '$d' 'it'\\''s' e=f,g ''")
  })
})

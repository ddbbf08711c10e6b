/**
 * Every script of ours, and every one that we write, passes shellcheck.
 */
import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parse } from "yaml"
import { decodeProfile } from "../../src/jobs/Profile.ts"
import { arrayOptions, collectOptions, renderScript } from "../../src/jobs/script.ts"
import { cellWith } from "../support/jobs.ts"

const isThere = spawnSync("shellcheck", ["--version"]).status === 0
if (!isThere) {
  process.stderr.write("LEFT OUT: scripts are checked by shellcheck (apt-get install shellcheck)\n")
}

const jobs = fileURLToPath(new URL("../../jobs/", import.meta.url))
/** What a user's own set-up reads is not here. */
const check = (...files: readonly string[]) => {
  const { status, stdout } = spawnSync("shellcheck", ["--exclude=SC1091", ...files], { encoding: "utf8" })
  return status === 0 ? "" : stdout
}

describe.runIf(isThere)("shellcheck", () => {
  it("has nothing against the scripts of jobs/", () => {
    const scripts = readdirSync(jobs).filter((name) => name.endsWith(".sh")).map((name) => join(jobs, name))
    expect(scripts).toHaveLength(6)
    expect(check(...scripts)).toBe("")
  })

  for (const name of readdirSync(join(jobs, "profiles"))) {
    it(`has nothing against the scripts of a job with ${name}`, () => {
      const profile = Either.getOrThrow(
        decodeProfile(parse(readFileSync(join(jobs, "profiles", name), "utf8")))
      )
      const template = readFileSync(join(jobs, "templates", "job.sh"), "utf8")
      const folder = mkdtempSync(join(tmpdir(), "introspect-scripts-"))
      const place = { name: "introspect-llama2-70b", logFolder: "/scratch/it's me/logs" }
      const resources = profile.resources[0]
      const array = { model: "llama2-70b", resources, minutes: 90, tasks: [[cellWith()]] }
      const options = [
        Either.getOrThrow(arrayOptions(profile.slurm, array, place)),
        collectOptions(profile.slurm, place)
      ]
      const files = options.map((options, i) => {
        const parts = {
          options,
          title: "A job",
          command: ["node", "/it's/introspect.js", "jobs", "run", "x.sh"]
        }
        const withAll = {
          ...profile,
          setup: ["source \"$HOME/env/bin/activate\""],
          environment: { A: "b c" }
        }
        const file = join(folder, `${i}.sh`)
        writeFileSync(file, Either.getOrThrow(renderScript(template, withAll, parts)))
        return file
      })
      expect(check(...files)).toBe("")
    })
  }
})

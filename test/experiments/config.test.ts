import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startIn } from "../support/introspect.ts"
import { introspectIn } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-config-"))

describe("introspect run --config", () => {
  it("runs what a file says, unless a flag or a variable says otherwise", async () => {
    const folder = newFolder()
    writeFileSync(
      join(folder, "run.yaml"),
      "client: Simulated\ndataset: sample-sentiment\ntask: classify\nlimit: 9\njson: true\n"
    )
    // An empty variable is none.
    const env = { INTROSPECT_QUIET: "1", INTROSPECT_CACHE: "" }
    const { code, stderr, stdout } = await startIn(
      { folder, env },
      "run",
      "--config",
      "run.yaml",
      "--limit",
      "4"
    ).ended
    expect(stderr).toBe("")
    expect(code).toBe(0)
    const document = JSON.parse(stdout)
    expect(document.results.total).toBe(4)
    const stored = join(folder, "introspect-data", "results", "analysis", `${document.id}.json`)
    expect(JSON.parse(readFileSync(stored, "utf8")).manifest.arguments).toContain("sample-sentiment")
  })

  it("shows where each value is from, without secrets", async () => {
    const folder = newFolder()
    writeFileSync(join(folder, "run.json"), JSON.stringify({ seed: 3, header: ["Authorization: secret"] }))
    const env = { INTROSPECT_TASK: "classify", INTROSPECT_CACHE: "postgres://me:secret@host/db" }
    const { code, stdout } = await introspectIn(
      { folder, env },
      "config",
      "show",
      "--config=run.json",
      "--limit=2"
    )
    expect(code).toBe(0)
    expect(stdout).not.toContain("secret")
    const from = (key: string) => new RegExp(`^ *${key} .*$`, "m").exec(stdout)?.[0].trim().split(/\s{2,}/)
    expect(from("seed")).toEqual(["seed", "3", "run.json"])
    expect(from("task")).toEqual(["task", "classify", "$INTROSPECT_TASK"])
    expect(from("limit")).toEqual(["limit", "2", "flag"])
    expect(from("split")).toEqual(["split", "test", "default"])
    expect(from("header")).toEqual(["header", "Authorization: …", "run.json"])
  })

  it("says what is wrong with a file, and asks nothing", async () => {
    const folder = newFolder()
    writeFileSync(join(folder, "run.yaml"), "modle-name: x\n")
    const wrong = await introspectIn({ folder, env: {} }, "run", "--config", "run.yaml")
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain("modle-name is no flag of introspect run (did you mean model-name or")
    const missing = await introspectIn({ folder, env: {} }, "run", "--config", "none.yaml")
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain("none.yaml cannot be read")
  })
})

describe("--log-format json", () => {
  it("writes one object a line to stderr, errors included, and results to stdout as ever", async () => {
    const folder = newFolder()
    const place = { folder, env: {} }
    const flags = [
      "--client",
      "Simulated",
      "--dataset",
      "sample-sentiment",
      "--task",
      "classify",
      "--limit",
      "3"
    ]
    const ran = await introspectIn(place, "run", ...flags, "--log-format", "json")
    expect(ran.code).toBe(0)
    const lines = ran.stderr.trim().split("\n").map((line) => JSON.parse(line))
    expect(lines.at(-1)).toMatchObject({
      logLevel: "INFO",
      annotations: { task: "classify", done: 3, total: 3 }
    })
    expect(ran.stdout).toContain("sample-sentiment")
    const wrong = await introspectIn(place, "--log-format=json", "run", ...flags, "--sede", "1")
    expect(wrong.code).toBe(2)
    expect(JSON.parse(wrong.stderr)).toMatchObject({
      logLevel: "ERROR",
      message: expect.stringContaining("did you mean --seed")
    })
  })
})

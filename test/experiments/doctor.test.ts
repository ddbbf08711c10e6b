import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { nodeCheck } from "../../experiments/programs/doctor/machine.ts"
import { probeFolder } from "../../layers/sqlite/probe.ts"
import { start } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-doctor-"))

interface Check {
  readonly what: string
  readonly state: string
  readonly detail: string
}

describe("introspect doctor", () => {
  it("finds nothing amiss on a machine that runs these tests, and leaves nothing behind", async () => {
    const folder = newFolder()
    const { code, stderr, stdout } = await introspect(folder, "doctor", "--json")
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    const checks: readonly Check[] = JSON.parse(stdout)
    expect(checks.map(({ what }) => what)).toContain("persistent directory")
    expect(checks.filter(({ state }) => state === "problem")).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  it("tells what a server says of itself, and which one does not answer", async () => {
    const folder = newFolder()
    const server = start(folder, "simulate", "--port", "0")
    const [url = ""] = await server.saw(/http:\/\/127\.0\.0\.1:\d+/)
    const good = await introspect(folder, "doctor", "--endpoint", url)
    expect(good.code).toBe(0)
    expect(good.stdout).toMatch(/ok +http:\S+ +.*simulated\/faithful/)
    const bad = await introspect(folder, "doctor", "--endpoint", `${url},http://127.0.0.1:9`)
    server.process.kill()
    expect(bad.code).toBe(1)
    expect(bad.stdout).toMatch(/problem +http:\/\/127\.0\.0\.1:9 +.*connection refused/)
    expect(bad.stderr).toBe("error: one problem was found\n")
  })

  it("knows which Node is too old", () => {
    expect(nodeCheck("v20.20.0").state).toBe("ok")
    expect(nodeCheck("v22.1.0").state).toBe("ok")
    expect(nodeCheck("v20.19.9")).toMatchObject({
      state: "problem",
      detail: "v20.19.9: install 20.20 or newer"
    })
  })

  it("says why a folder cannot be probed", async () => {
    const error = await Effect.runPromise(Effect.flip(probeFolder("/proc/none")))
    expect(error).toMatchObject({ _tag: "StorageError", location: "/proc/none" })
  })
})

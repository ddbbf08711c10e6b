/**
 * A full disk stops a run cleanly, and after making room the same command goes on.
 */
import { describe, expect, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect } from "../support/introspect.ts"

const mount = (...args: readonly string[]) => spawnSync("mount", args).status === 0

const experiment = [
  ...["run", "--client", "Simulated", "--profile", "mixed:0.5", "--dataset", "simulated-babi-1"],
  ...["--task", "redacted", "--quiet", "--json"]
]

const folder = mkdtempSync(join(tmpdir(), "introspect-small-"))
const isMounted = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder)
if (!isMounted) process.stderr.write("LEFT OUT: the full disk needs the right to mount a tmpfs\n")

describe.runIf(isMounted)("a full disk", () => {
  it("stops the run with one clear message, and loses nothing that was stored", async () => {
    try {
      const full = await introspect(folder, ...experiment)
      expect(full.code).toBe(1)
      expect(full.stdout).toBe("")
      expect(full.stderr).toContain("the disk is full; make room, and run the same command again")

      expect(mount("-o", "remount,size=50m", folder)).toBe(true)
      const resumed = await introspect(folder, ...experiment)
      expect(resumed.code).toBe(0)

      const elsewhere = mkdtempSync(join(tmpdir(), "introspect-roomy-"))
      const undisturbed = await introspect(elsewhere, ...experiment)
      expect(JSON.parse(resumed.stdout).results).toEqual(JSON.parse(undisturbed.stdout).results)
    } finally {
      spawnSync("umount", [folder])
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/**
 * A disk that fills up during a download is one clear message, and after making room the same command goes on.
 */
import { describe, expect, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parquetFile, reviews } from "../support/datasets.ts"
import { startFakeHub } from "../support/fakeHub.ts"
import { startIn } from "../support/introspect.ts"

const mount = (...args: readonly string[]) => spawnSync("mount", args).status === 0

const folder = mkdtempSync(join(tmpdir(), "introspect-small-"))
const isMounted = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder)
if (!isMounted) process.stderr.write("LEFT OUT: the full disk needs the right to mount a tmpfs\n")

const texts = Array.from({ length: 2000 }, (_, i) => `${i} ${randomBytes(500).toString("hex")}`)
const films = {
  name: "us/films",
  commit: "a".repeat(40),
  branches: ["refs/convert/parquet"],
  files: { "default/test/0000.parquet": parquetFile(reviews(texts)) }
}

describe.runIf(isMounted)("a disk that fills up during a download", () => {
  /** Where the Hub's cache is: on the small disk, or with room enough, so that the conversion is what fills it. */
  it.each(["on the same disk", "elsewhere"])("with the cache %s", async (place) => {
    const hub = await startFakeHub([films])
    const elsewhere = mkdtempSync(join(tmpdir(), "introspect-roomy-"))
    try {
      const download = () =>
        startIn(
          {
            folder,
            env: { HF_ENDPOINT: hub.url, HF_HOME: place === "elsewhere" ? elsewhere : join(folder, "hf") }
          },
          ...["download", "hub:us/films", "--map", "text=text,label=label:{0:negative,1:positive}"]
        ).ended
      expect(mount("-o", "remount,size=1m", folder)).toBe(true)
      const full = await download()
      expect(full.stderr).toContain("the disk is full; make room, and run the same command again")
      expect(full.code).toBe(1)
      expect(full.stdout).toBe("")

      expect(mount("-o", "remount,size=50m", folder)).toBe(true)
      const again = await download()
      expect(again.stdout).toContain("hub:us/films: test 2,000")
      expect(again.code).toBe(0)
    } finally {
      await hub.close()
      for (const name of ["introspect-data", "hf"]) {
        rmSync(join(folder, name), { recursive: true, force: true })
      }
      if (place === "elsewhere") {
        spawnSync("umount", [folder])
        rmSync(folder, { recursive: true, force: true })
      }
      rmSync(elsewhere, { recursive: true, force: true })
    }
  })
})

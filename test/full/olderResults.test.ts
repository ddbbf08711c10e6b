/**
 * A results file of an earlier format with many records: what its user sees while it is brought up to date, killed on
 * the way, interrupted, and on a disk without room.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { resultsMigrations } from "../../layers/results/sqlite/schema.ts"
import { introspect, start } from "../support/introspect.ts"
import { asFormat, repeated } from "../support/olderResults.ts"
import { rawSqlite } from "../support/rawSqlite.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-older-"))

const fileIn = (folder: string) => {
  const analysis = join(folder, "introspect-data", "results", "analysis")
  return join(analysis, readdirSync(analysis).find((name) => name.endsWith(".sqlite"))!)
}

/** What a file holds, whatever its format. */
const contentOf = (folder: string) =>
  Effect.runPromise(
    Effect.scoped(Effect.map(rawSqlite(fileIn(folder)), ({ rows }) => ({
      version: rows("PRAGMA user_version"),
      check: rows("PRAGMA integrity_check"),
      records: rows(
        "SELECT count(*) AS count, sum(idx) AS places, sum(length(sessions)) AS length, sum(correct) FROM observation"
      )
    })))
  )

const flags = [
  "--client",
  "Simulated",
  "--dataset",
  "sample-sentiment",
  "--task",
  "redacted",
  "--limit",
  "20"
]
const times = 2000
const show = ["results", "show", "redacted"]

/** A folder with a file of format 6, of 40,020 records. */
const withOlder = async () => {
  const folder = newFolder()
  expect((await introspect(folder, "run", ...flags, "--quiet")).code).toBe(0)
  await Effect.runPromise(Effect.zipRight(asFormat(fileIn(folder), 6), repeated(fileIn(folder), times)))
  return folder
}

const older = await withOlder()
const before = await contentOf(older)
const records = 20 * (times + 1)

/** A copy of it, which may be spoilt. */
const copyOfOlder = (folder = newFolder()) => {
  cpSync(older, folder, { recursive: true })
  return folder
}

const isAsBefore = async (folder: string) => expect(await contentOf(folder)).toEqual(before)
const isUpToDate = async (folder: string) =>
  expect(await contentOf(folder)).toEqual({
    ...before,
    version: [{ user_version: resultsMigrations.length }]
  })

/** What its user reads when it is begun. */
const begun = new RegExp(`its ${records} records are rewritten`)

describe("a results file of an earlier format", () => {
  it("is brought up to date when it is opened, which is said, and takes no more room after it", async () => {
    expect(before.version).toEqual([{ user_version: 6 }])
    const folder = copyOfOlder()
    const size = statSync(fileIn(folder)).size
    const { code, stderr, stdout } = await introspect(folder, ...show)
    expect(code).toBe(0)
    expect(stderr).toMatch(begun)
    expect(stdout).toContain(`(${records} records)`)
    await isUpToDate(folder)
    expect(statSync(fileIn(folder)).size).toBeLessThan(1.1 * size)
    expect(readdirSync(join(fileIn(folder), ".."))).not.toContainEqual(expect.stringMatching(/-wal$/))
    expect((await introspect(folder, ...show)).stderr).toBe("")
  })

  it.each(["SIGKILL", "SIGINT"] as const)(
    "stays as it was after %s, and the next one does it",
    async (signal) => {
      const folder = copyOfOlder()
      const { ended, process, saw } = start(folder, ...show)
      await saw(begun)
      process.kill(signal)
      expect((await ended).code).not.toBe(0)
      await isAsBefore(folder)
      expect((await introspect(folder, ...show)).code).toBe(0)
      await isUpToDate(folder)
    }
  )
})

const mount = (...args: readonly string[]) => spawnSync("mount", args).status === 0
const small = newFolder()
const megabytes = Math.ceil(1.3 * statSync(fileIn(older)).size / 2 ** 20)
const isMounted = mount("-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", small)
if (!isMounted) process.stderr.write("LEFT OUT: the full disk needs the right to mount a tmpfs\n")

describe.runIf(isMounted)("a results file of an earlier format on a disk without room", () => {
  it("stays as it was, with one clear message, and is brought up to date when there is room", async () => {
    try {
      const folder = copyOfOlder(small)
      const { code, stderr, stdout } = await introspect(folder, ...show)
      expect(code).toBe(1)
      expect(stdout).toBe("")
      expect(stderr).toContain("the disk is full; make room, and run the same command again")
      expect(mount("-o", `remount,size=${4 * megabytes}m`, small)).toBe(true)
      await isAsBefore(folder)
      expect((await introspect(folder, ...show)).code).toBe(0)
      await isUpToDate(folder)
    } finally {
      spawnSync("umount", [small])
      rmSync(small, { recursive: true, force: true })
    }
  })
})

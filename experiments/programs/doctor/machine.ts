/**
 * Whether this machine can run experiments: the program, its native module, and the disk.
 */
import { Effect } from "effect"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, resolve } from "node:path"
import { driverPackage } from "../../../layers/sqlite/driverPackage.ts"
import { showBytes } from "../../display/bytes.ts"
import type { Check } from "../../display/checks.ts"
import { oldestNode, version } from "../../process/manifest.ts"

const require = createRequire(import.meta.url)

/** The version of Node, against the oldest that works. */
export const nodeCheck = (running: string): Check => {
  const [major = 0, minor = 0] = running.replace(/^v/, "").split(".").map(Number)
  const [leastMajor = 0, leastMinor = 0] = oldestNode.split(".").map(Number)
  const isNew = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  return {
    what: "Node",
    state: isNew ? "ok" : "problem",
    detail: isNew ? running : `${running}: install ${oldestNode} or newer`
  }
}

const nativeModule = driverPackage(process.version)

/** The module that is compiled for a machine and a version of Node. */
const sqliteCheck = Effect.try({
  try: (): Check => {
    const Driver = require(nativeModule)
    new Driver(":memory:").close()
    return { what: nativeModule, state: "ok", detail: require(`${nativeModule}/package.json`).version }
  },
  catch: (cause): Check => ({
    what: nativeModule,
    state: "problem",
    detail: `cannot be loaded (${
      cause instanceof Error ? cause.message : cause
    }); npm rebuild ${nativeModule}`
  })
}).pipe(Effect.merge)

/** The folder itself, or the nearest above it that is there. */
const nearestFolder = (folder: string): string => {
  const path = resolve(folder)
  return existsSync(path) ? path : nearestFolder(dirname(path))
}

const littleSpace = 1e9

/** The disk of the persistent directory; its probe is loaded last, since it needs the native module. */
const diskCheck = Effect.fnUntraced(function*(persistentDir: string) {
  const what = "persistent directory"
  const folder = resolve(persistentDir)
  const { probeFolder } = yield* Effect.promise(() => import("../../../layers/sqlite/probe.ts"))
  return yield* Effect.match(probeFolder(nearestFolder(folder)), {
    onFailure: ({ message }): Check => ({ what, state: "problem", detail: message }),
    onSuccess: ({ fileSystem, freeBytes, hasWal }): Check => {
      const place = `${folder}${existsSync(folder) ? "" : " (not made yet)"}: ${fileSystem}, ${
        showBytes(freeBytes)
      } free`
      if (freeBytes < littleSpace) return { what, state: "problem", detail: `${place}; make room` }
      return hasWal
        ? { what, state: "ok", detail: `${place}, SQLite with WAL` }
        : {
          what,
          state: "note",
          detail:
            `${place}, no WAL: one process at a time is fast; better a local disk, or --cache postgres://…`
        }
    }
  })
})

/** Looks at the program and the machine. */
export const machineChecks = Effect.fnUntraced(function*(persistentDir: string) {
  const sqlite = yield* sqliteCheck
  const disk = sqlite.state === "ok" ? [yield* diskCheck(persistentDir)] : []
  const program: Check = { what: "llm-introspect", state: "ok", detail: version }
  return [program, nodeCheck(process.version), sqlite, ...disk]
})

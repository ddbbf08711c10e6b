import { describe, expect, it } from "@effect/vitest"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs"
import module from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { cachesFolder } from "../../../experiments/process/compileCache.ts"
import { startIn } from "../../support/introspect.ts"

const hasCache = "enableCompileCache" in module

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-compiled-"))

/** Starts the command where Node's own variables say nothing, unless they are given. */
const versionIn = async (env: { readonly [name: string]: string }) => {
  const { code, stderr, stdout } = await startIn(
    {
      folder: newFolder(),
      env: { NODE_DISABLE_COMPILE_CACHE: undefined, NODE_COMPILE_CACHE: undefined, ...env }
    },
    "--version"
  ).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
  expect(stdout).toMatch(/^\d+\.\d+\.\d+/)
}

const compiledIn = (caches: string) => {
  const folder = join(caches, "llm-introspect", "compiled")
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true }).filter((name) => /[/\\]/.test(String(name)))
    : []
}

describe("what is compiled", () => {
  it("is kept in the user's folder for such things", () => {
    expect(cachesFolder({}, "linux", "/home/me")).toBe("/home/me/.cache")
    expect(cachesFolder({ XDG_CACHE_HOME: "" }, "linux", "/home/me")).toBe("/home/me/.cache")
    expect(cachesFolder({ XDG_CACHE_HOME: "/caches" }, "linux", "/home/me")).toBe("/caches")
    expect(cachesFolder({ XDG_CACHE_HOME: "/caches" }, "darwin", "/Users/me")).toBe(
      "/Users/me/Library/Caches"
    )
    expect(cachesFolder({ LOCALAPPDATA: "C:/Users/me/Local" }, "win32", "C:/Users/me")).toBe(
      "C:/Users/me/Local"
    )
  })

  it("is kept by a Node that can, and for this user alone", async () => {
    const home = newFolder()
    const caches = join(home, "caches")
    await versionIn({ HOME: home, XDG_CACHE_HOME: caches })
    if (!hasCache) return expect(readdirSync(home)).toEqual([])
    const kept = compiledIn(caches)
    expect(kept.length).toBeGreaterThan(5)
    expect(statSync(join(caches, "llm-introspect")).mode & 0o777).toBe(0o700)
    await versionIn({ HOME: home, XDG_CACHE_HOME: caches })
    expect(compiledIn(caches)).toEqual(kept)
  })

  it("is kept where Node's own variables say, or not at all", async () => {
    const home = newFolder()
    const own = newFolder()
    await versionIn({ HOME: home, XDG_CACHE_HOME: home, NODE_DISABLE_COMPILE_CACHE: "1" })
    await versionIn({ HOME: home, XDG_CACHE_HOME: home, NODE_COMPILE_CACHE: own })
    expect(readdirSync(home)).toEqual([])
    expect(readdirSync(own).length > 0).toBe(hasCache)
  })

  it("does no harm where it cannot be kept", async () => {
    const home = newFolder()
    const file = join(home, "file")
    writeFileSync(file, "")
    const spoilt = join(home, "spoilt")
    mkdirSync(join(spoilt, "llm-introspect"), { recursive: true })
    writeFileSync(join(spoilt, "llm-introspect", "compiled"), "no folder")
    // Under /proc nothing is ever made, and a path of two folders keeps Node busy for ever.
    for (const caches of [file, spoilt, join(home, "not", "there"), "/proc/nobody", "/proc/nobody/caches"]) {
      await versionIn({ HOME: home, XDG_CACHE_HOME: caches })
    }
    await versionIn({ HOME: "/proc/nobody/home", XDG_CACHE_HOME: "" })
    expect(readdirSync(home).toSorted()).toEqual(["file", "spoilt"])
  })
})

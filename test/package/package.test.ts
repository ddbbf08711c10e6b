/**
 * The package as strangers get it: every public name can be imported and has its types, and nothing else can.
 */
import * as attw from "@arethetypeswrong/core"
import { describe, expect, it } from "@effect/vitest"
import { readFile } from "node:fs/promises"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { emptyProject, root } from "../support/emptyProject.ts"
import { publicModules } from "../support/publicModules.ts"

describe("the package", () => {
  it("is clean by publint", async () => {
    const { messages, pkg } = await publint({ pkgDir: root, strict: true, pack: "npm" })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it("has types that are found, of modules and as modules", async () => {
    const { tarball } = await emptyProject()
    const checked = await attw.checkPackage(
      attw.createPackageFromTarballData(new Uint8Array(await readFile(tarball))),
      { entrypoints: publicModules.map(({ entry }) => entry) }
    )
    // The package is ESM only: that require() finds a module is no mistake, and Node 10 knows no exports at all.
    const problems = (checked as attw.Analysis).problems.filter((problem) =>
      problem.kind !== "CJSResolvesToESM"
      && !("resolutionKind" in problem && problem.resolutionKind === "node10")
    )
    expect(problems).toEqual([])
  })

  it("gives every public module", async () => {
    const { node } = await emptyProject()
    const names = publicModules.map(({ specifier }) => specifier)
    const program = `for (const name of ${JSON.stringify(names)}) {
      if (Object.keys(await import(name)).length === 0) throw new Error(name + " exports nothing")
    }
    console.log("all")`
    expect(await node("--input-type=module", "--eval", program)).toBe("all\n")
  })

  it.each([
    "llm-introspect/dist/src/index.js",
    "llm-introspect/layers/clients/http/Transport",
    "llm-introspect/layers/simulated/model",
    "llm-introspect/layers/testing/records",
    "llm-introspect/src/experiment/identity"
  ])("keeps %s to itself", async (name) => {
    const { node } = await emptyProject()
    await expect(node("--input-type=module", "--eval", `await import(${JSON.stringify(name)})`)).rejects
      .toThrow(
        "ERR_PACKAGE_PATH_NOT_EXPORTED"
      )
  })

  it("has the command, and the samples that it runs on", async () => {
    const { node } = await emptyProject()
    const shown = await node(
      "node_modules/llm-introspect/dist/bin/introspect.js",
      ..."run --client Simulated --profile faithful --dataset sample-entailment --limit 5 --task redacted"
        .split(" ")
    )
    expect(shown).toMatch(/simulated/)
  })

  it("is shaken to what is used: the readers alone bring no other room", async () => {
    const { build } = await import("esbuild")
    const { folder } = await emptyProject()
    const { metafile } = await build({
      stdin: { contents: "export { readSentiment } from \"llm-introspect\"", resolveDir: folder },
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      external: ["effect"]
    })
    const [output] = Object.values(metafile.outputs)
    const used = Object.entries(output!.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    const rooms = used.map(([path]) => /dist\/src\/(\w+)\//.exec(path)?.[1]).filter((room) =>
      room !== undefined
    )
    expect(new Set(rooms)).toEqual(new Set(["domain", "readers"]))
  })
})

/**
 * What the built command loads before it does anything: with each megabyte it starts some 50 ms later.
 */
import { describe, expect, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const bin = fileURLToPath(new URL("../../../dist/bin", import.meta.url))
const chunks = join(bin, "chunks")

const textOf = (file: string): string => readFileSync(file, "utf8")

/** The chunk in which a source file is, by the comment that the bundler leaves. */
const chunkOf = (source: string): string => {
  const found = readdirSync(chunks).filter((name) => name.endsWith(".js"))
    .find((name) => textOf(join(chunks, name)).includes(`\n// ${source}\n`))
  return found === undefined ? expect.fail(`${source} is in no chunk`) : join(chunks, found)
}

/** A file with all that it imports at once. */
const loadedWith = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (
    const [, path = ""] of textOf(file).matchAll(
      /^(?:import|\} from) "(\.\/[^"]+)";$|^import .* from "(\.\/[^"]+)";$/gm
    )
  ) {
    if (path !== "") loadedWith(join(dirname(file), path), seen)
  }
  return seen
}

/** The packages of a file and all that it imports at once. */
const packagesOf = (file: string): ReadonlySet<string> => {
  const texts = [...loadedWith(file)].map(textOf)
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/^\/\/ \S*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map(([, name]) => name!)
    )
  )
}

describe("the built command", () => {
  it("begins with next to nothing, since only what comes later is kept compiled", () => {
    const entry = join(bin, "introspect.js")
    expect([...packagesOf(entry)]).toEqual([])
    expect([...loadedWith(entry)].map(textOf).join("").length).toBeLessThan(10_000)
  })

  it.each([
    ["main.ts", ["undici", "yaml", "better-sqlite3", "@huggingface/jinja"]],
    // The client is loaded when it is known which.
    ["programs/run.ts", ["undici", "yaml", "ws"]],
    ["programs/sweep/sweep.ts", ["undici", "ws"]],
    ["programs/prompt.ts", ["undici", "yaml"]],
    ["programs/view.ts", ["undici", "yaml"]]
  ])("loads with %s nothing of %s", (source, packages) => {
    const loaded = packagesOf(chunkOf(`experiments/${source}`))
    expect(loaded).toContain("effect")
    expect(packages.filter((name) => loaded.has(name))).toEqual([])
  })
})

/**
 * Links between the documents of this repository lead somewhere.
 */
import { describe, expect, it } from "@effect/vitest"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { root } from "../support/emptyProject.ts"

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs")).flatMap((name) => name.endsWith(".md") ? [join("docs", name)] : [])
]

/** The anchor that a heading gets on GitHub. */
const anchorOf = (heading: string) =>
  heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-")

const anchorsIn = (path: string) =>
  [...readFileSync(path, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!))

describe.each(documents)("%s", (document) => {
  const text = readFileSync(join(root, document), "utf8")
  const links = [
    ...text.replace(/^```.*?^```$/gms, "").matchAll(/\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]+))?\)/g)
  ]

  it("has links that lead somewhere", () => {
    for (const [link, path = "", anchor] of links) {
      const target = path === "" ? join(root, document) : join(root, dirname(document), path)
      expect(existsSync(target), link).toBe(true)
      if (anchor !== undefined) expect(anchorsIn(target), link).toContain(anchor)
    }
  })
})

describe("the table of contents", () => {
  it("has every guide", () => {
    const contents = readFileSync(join(root, "docs", "README.md"), "utf8")
    for (
      const document of documents.filter((name) => name.startsWith("docs/") && name !== "docs/README.md")
    ) {
      expect(contents).toContain(`](${document.slice("docs/".length)})`)
    }
  })
})

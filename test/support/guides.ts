/**
 * The programs of the guides: fenced blocks of TypeScript that begin with a comment with their name, and what they print,
 * where a block of text follows.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./emptyProject.ts"

export interface GuideProgram {
  readonly guide: string
  /** The file's name, such as `meals.ts`. */
  readonly name: string
  readonly text: string
  /** What it prints; null where the guide does not say. */
  readonly prints: string | null
}

const block = /^```ts\n\/\/ (\S+\.ts)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms

const programsOf = (guide: string): readonly GuideProgram[] =>
  [...readFileSync(join(root, "docs", guide), "utf8").matchAll(block)].map(([, name, text, prints]) => ({
    guide,
    name: name!,
    text: text!,
    prints: prints ?? null
  }))

/** The guides' files. */
export const guides: readonly string[] = readdirSync(join(root, "docs")).filter((name) =>
  name.endsWith(".md")
)

/** The programs of all guides. */
export const guidePrograms: readonly GuideProgram[] = guides.flatMap(programsOf)

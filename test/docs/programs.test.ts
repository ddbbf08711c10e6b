/**
 * The guides' programs are typed, compiled and run as somebody would who follows them: in an empty project that has the
 * package, and what a guide says they print is what they print.
 */
import { beforeAll, describe, expect, it } from "@effect/vitest"
import { join } from "node:path"
import { type EmptyProject, emptyProject } from "../support/emptyProject.ts"
import { guidePrograms } from "../support/guides.ts"

const settings = {
  compilerOptions: {
    target: "ES2023",
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    types: ["node"]
  },
  include: ["*.ts"]
}

const isTest = (name: string) => name.endsWith(".test.ts")
const printing = guidePrograms.filter(({ name, prints }) => prints !== null && !isTest(name))

describe("the guides' programs", () => {
  let project: EmptyProject

  beforeAll(async () => {
    project = await emptyProject()
    for (const { name, text } of guidePrograms) await project.write(name, text)
    await project.write("tsconfig.json", JSON.stringify(settings))
    await project.node(join("node_modules", "typescript", "bin", "tsc")).catch(
      (error: { readonly stdout: string }) => {
        throw new Error(error.stdout)
      }
    )
  }, 120_000)

  it("have names of their own", () => {
    const names = guidePrograms.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
    expect(new Set(guidePrograms.map(({ guide }) => guide))).toEqual(
      new Set([
        "footguns.md",
        "own-backend.md",
        "own-dataset.md",
        "own-task.md",
        "prompt-packs.md",
        "testing.md"
      ])
    )
  })

  it.each(printing)("$guide: $name prints what the guide says", async ({ name, prints }) => {
    expect(await project.node(name.replace(/ts$/, "js"))).toBe(prints)
  })

  it("that are tests pass", async () => {
    const files = guidePrograms.map(({ name }) => name).filter(isTest)
    const report = JSON.parse(
      await project.node(join("node_modules", "vitest", "vitest.mjs"), "run", "--reporter=json", ...files)
    ) as {
      readonly numPassedTests: number
      readonly numFailedTests: number
      readonly testResults: readonly object[]
    }
    expect(report.numFailedTests).toBe(0)
    expect(report.testResults).toHaveLength(files.length)
    expect(report.numPassedTests).toBeGreaterThan(40)
  }, 120_000)
})

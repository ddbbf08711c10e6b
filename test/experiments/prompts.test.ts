import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { builtInPacks } from "../../src/prompts/packs.ts"
import { introspect as introspectAlone, start } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-prompts-"))

describe("introspect prompts", () => {
  it("lists the built-in packs", async () => {
    const { code, stdout } = await introspectAlone(newFolder(), "prompts", "list")
    expect(code).toBe(0)
    for (const { pack } of builtInPacks) {
      expect(stdout).toMatch(new RegExp(`^${pack.name} +[0-9a-f]{8} `, "m"))
    }
    expect(stdout).toContain("introspect prompts check mine.yaml")
  })

  it.each(builtInPacks)("shows $pack.name as YAML that makes the same pack", async ({ pack }) => {
    const folder = newFolder()
    const { stdout } = await introspect(folder, "prompts", "show", pack.name)
    writeFileSync(join(folder, "mine.yaml"), stdout)
    const again = await introspect(folder, "prompts", "show", "mine.yaml")
    expect(again.stdout).toBe(stdout)
    const run = ["id", "--client", "Simulated", "--dataset", "sample-sentiment", "--task", "classify"]
    const [byName, byFile] = await Promise.all(
      [pack.name, "mine.yaml"].map((name) => introspect(folder, ...run, "--pack", name))
    )
    expect(byFile!.stdout).toBe(byName!.stdout)
  })

  it("checks a pack, and shows each wording about an example with its flags", async () => {
    const { code, stderr, stdout } = await introspect(newFolder(), "prompts", "check", "structured")
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toContain(
      "=== sentiment.importance: 3 wordings, answered with a JSON object with the key \"words\"\n"
        + "--- sentiment.importance: no flags; m-removed\nList the words of the paragraph below"
    )
    expect(stdout).toContain("--- multi-choice.counterfactual: e-persona-you e-implicit-target")
    expect(stdout.match(/^--- /gm)).toHaveLength(3 * (9 + 6 + 6 + 12 + 3))
    expect(stdout).not.toContain("{{")
    expect(stdout).toMatch(/structured \([0-9a-f]{8}\) is in order: .*\n$/)

    const brief = await introspect(newFolder(), "prompts", "check", "structured", "--brief")
    expect(brief.stdout.trimEnd().split("\n")).toHaveLength(3 * 5 + 1)
  })

  it("warns of flags that change nothing in a pack", async () => {
    const folder = newFolder()
    const { stdout } = await introspect(folder, "prompts", "show")
    const deaf = stdout.replace("name: default", "name: deaf")
      .replace(
        /you: Would you be able to determine the sentiment.*/,
        "you: Can the sentiment of the paragraph below be determined?"
      )
    writeFileSync(join(folder, "deaf.yaml"), deaf)
    const { code, stderr } = await introspect(folder, "prompts", "check", "deaf.yaml", "--brief")
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "warn: sentiment.answerable: i-persona-you changes nothing\n"
    })
  })

  it("refuses a bad pack with exit code 2, its file, the place in it, and what to do", async () => {
    const folder = newFolder()
    const { stdout: good } = await introspect(folder, "prompts", "show")
    const bad: readonly (readonly [string, string, RegExp])[] = [
      [
        "missing.yaml",
        good.replace("Paragraph: {{paragraph}}", "Paragraph:"),
        /sentiment\.classify: .*\{\{paragraph\}\}/
      ],
      [
        "slip.yaml",
        good.replace("    persona:", "    personae:"),
        /sentiment\.classify\.personae: is unexpected/
      ],
      ["broken.yaml", good.replace("masks:", "masks: {"), /line \d+, column \d+/],
      [
        "same.yaml",
        good.replaceAll(
          /template: \|-\n {6}(?:\{\{persona\}\}|List the words)[^\n]*\n\n {6}Paragraph: \{\{paragraph\}\}/g,
          "template: \"{{persona}} {{paragraph}}\""
        ).replaceAll(/objective: (?:Can|What is) the sentiment.*/g, "objective: How is it?"),
        /sentiment\.\w+( \(.*\))?: its text can be taken for that of sentiment\.\w+.*; word them differently/
      ]
    ]
    for (const [name, text, message] of bad) {
      writeFileSync(join(folder, name), text)
      const { code, stderr, stdout } = await introspect(folder, "prompts", "check", name)
      expect({ name, code, stdout }).toEqual({ name, code: 2, stdout: "" })
      expect(stderr).toContain(`error: ${name} is no prompt pack:\n`)
      expect(stderr).toMatch(message)
      expect(stderr).toContain("introspect prompts show default prints a pack that works")
    }
    const absent = await introspect(folder, "prompts", "check", "structred")
    expect(absent).toMatchObject({ code: 2 })
    expect(absent.stderr).toMatch(/built in are default, structured.*did you mean structured/)
  })
})

describe("introspect run --pack structured", () => {
  it.each([
    ["sample-sentiment", "counterfactual"],
    ["sample-multi-choice", "redacted"],
    ["sample-entailment", "answerable"]
  ])("reads every answer of the simulated model, and names the pack: %s, %s", async (dataset, task) => {
    const run = ["run", "--client", "Simulated", "--dataset", dataset, "--task", task, "--json"]
    const folder = newFolder()
    const { code, stdout } = await introspect(folder, ...run, "--pack", "structured")
    expect(code).toBe(0)
    const { id, results, spec } = JSON.parse(stdout)
    expect(id).toMatch(/_x-[0-9a-f]{8}$/)
    expect(spec.pack).toMatchObject({ name: "structured", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(results).toMatchObject({ total: 64, error: 0, mismatch: 0 })
    expect(results.faithful_and_correct ?? results.introspect_and_correct).toBe(results.correct)
    // The pack's name is enough to find a built-in one again.
    expect((await introspect(folder, "integrity", id)).code).toBe(0)
  })

  it("asks servers by each API for the schema, and keeps the pack's name with the results", async () => {
    const folder = newFolder()
    const server = start(folder, "simulate", "--port", "0", "--pack", "structured")
    try {
      const [, url] = await server.saw(/at (http:\S+) until/)
      for (const client of ["TGI", "VLLM", "OpenAI"]) {
        const { code, stdout } = await introspect(
          folder,
          ...["run", "--client", client, "--endpoint", url!, "--model-name", "simulated/faithful"],
          ...client === "TGI" ? ["--model-type", "Llama2"] : [],
          ...[
            "--dataset",
            "sample-multi-choice",
            "--task",
            "importance",
            "--limit",
            "8",
            "--pack",
            "structured"
          ],
          ...["--persistent-dir", client]
        )
        expect(code).toBe(0)
        expect(stdout).toContain("Prompt pack: structured.")
        const document = /Summary: (.*)/.exec(stdout)?.[1]
        expect(JSON.parse(readFileSync(document!, "utf8"))).toMatchObject({
          spec: { pack: { name: "structured" } },
          results: { total: 8, error: 0, mismatch: 0 }
        })
      }
    } finally {
      server.process.kill("SIGINT")
      await server.ended
    }
  })
})

import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-prompt-"))
const llama = ["--model-name", "llama2-7b", "--dataset", "sample-sentiment", "--idx", "3"]

describe("introspect prompt", () => {
  it("shows sessions 1 and 2 as they are sent, and session 3 with a slot, without a server or a folder", async () => {
    const folder = newFolder()
    const { code, stderr, stdout } = await introspectAlone(folder, "prompt", ...llama, "--task", "redacted")
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toMatch(/^analysis_m-llama2-7b_.*t-redacted.*\n.*prompt pack default\n/)
    expect(stdout.match(/^<s>\[INST\] /gm)).toHaveLength(3)
    expect(stdout).toMatch(/=== session 1, predict: the text that is sent\n<s>\[INST\] What is the sentiment/)
    expect(stdout).toMatch(/=== session 2, explain: the text that is sent\n<s>\[INST\] Replace the words/)
    expect(stdout).toMatch(
      /=== session 3, .*but for the slot[^=]*Paragraph: \{the redacted paragraph\} \[\/INST\]/s
    )
    expect(readdirSync(folder)).toEqual([])
  })

  it("shows answers, readings and all three sessions once a run has stored them, also as JSON", async () => {
    const folder = newFolder()
    const flags = [
      "--client",
      "Simulated",
      "--dataset",
      "sample-sentiment",
      "--task",
      "importance",
      "--pack",
      "structured"
    ]
    await introspect(folder, "run", ...flags, "--quiet")
    const { code, stdout } = await introspect(folder, "prompt", ...flags, "--idx", "3", "--json")
    expect(code).toBe(0)
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({
      task: "importance",
      pack: "structured",
      applicable: true,
      split: "test"
    })
    expect(document.observation.idx).toBe(3)
    const [predict, explain, last] = document.sessions
    expect(document.sessions.map(({ exact }: { exact: boolean }) => exact)).toEqual([true, true, true])
    expect(predict.response_schema.properties.answer.enum).toEqual([
      "positive",
      "negative",
      "neutral",
      "unknown"
    ])
    expect(JSON.parse(predict.answer)).toEqual({ answer: predict.reading })
    expect(predict.rule).toBe("schema")
    expect(JSON.parse(explain.answer)).toEqual({ words: explain.reading })
    expect(last.prompt.messages.at(-1).content).toContain(explain.changed)
    expect(explain.changed).toContain("[REDACTED]")

    const shown = await introspect(folder, "prompt", ...flags, "--idx", "3")
    expect(shown.stdout).toContain(`--- answer, as stored (0 ms)\n${predict.answer}\n--- reading: `)
    expect(shown.stdout).not.toContain("slot")
  })

  it("shows messages where no model is named, and says so", async () => {
    const { code, stderr, stdout } = await introspect(
      newFolder(),
      ...["prompt", "--dataset", "sample-entailment", "--task", "classify", "--idx", "0", "--json"]
    )
    expect(code).toBe(0)
    expect(stderr).toContain("no --model-name")
    expect(JSON.parse(stdout).sessions[0].prompt.messages).toHaveLength(1)
  })

  it("shows what chat format, system message and flags make of it", async () => {
    const { stdout } = await introspect(
      newFolder(),
      ...["prompt", ...llama, "--task", "answerable", "--system-message", "Be brief."],
      ...["--task-config", "i-options", "c-persona-you", "--json"]
    )
    const [predict, ability] = JSON.parse(stdout).sessions
    expect(predict.prompt.text).toMatch(/^<s>\[INST\] <<SYS>>\nBe brief\.\n<<\/SYS>>\n\nWhat would you say/)
    expect(ability.prompt.text).toContain("The possible sentiments are")
  })
})

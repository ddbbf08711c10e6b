import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const entry = fileURLToPath(new URL("../../dist/bin/introspect.js", import.meta.url))

/** Runs `introspect read` with a text on stdin. */
const read = async (reader: string, stdin: string) => {
  const child = spawn(process.execPath, [entry, "read", "--reader", reader])
  const output = { stdout: "", stderr: "" }
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text
    })
  }
  child.stdin.end(stdin)
  const [code] = await once(child, "close")
  return { ...output, code: code as number }
}

const lines = (...rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("")

describe("introspect read", () => {
  it("prints a reading and its rule for each line, and passes over blank lines", async () => {
    const choices = ["hallway", "kitchen"]
    const stdin = `${lines({ answer: "b) kitchen", choices, idx: 7 })}\n${lines({ answer: "", choices })}`
    const { code, stderr, stdout } = await read("multi-choice", stdin)
    expect(stdout).toBe(
      lines({ reading: "kitchen", rule: "letter-and-text" }, { reading: null, rule: "empty" })
    )
    expect([code, stderr]).toEqual([0, ""])
  })

  it.each(
    [
      ["sentiment", "Negative.", "negative"],
      ["entailment", "1", "yes"],
      ["ability", "No, it cannot.", "no"],
      ["paragraph", "Sure! Here is the edited paragraph:\n\nAll is well.", "All is well."],
      ["words", "1. milk\n2. kitchen", ["milk", "kitchen"]]
    ] as const
  )("reads as %s", async (reader, answer, reading) => {
    const { stdout } = await read(reader, lines({ answer }))
    expect(JSON.parse(stdout)).toMatchObject({ reading })
  })

  it.each(
    [
      ["a line that is no JSON", "words", "nonsense\n", /stdin line 2: not JSON/],
      ["a line without an answer", "words", lines({ text: "milk" }), /stdin line 2: answer: is missing/],
      [
        "choices that are missing",
        "multi-choice",
        lines({ answer: "a" }),
        /stdin line 2: choices: is missing/
      ],
      ["no choices at all", "multi-choice", lines({ answer: "a", choices: [] }), /stdin line 2: choices/]
    ] as const
  )("says where %s is, and keeps what it read before", async (_, reader, bad, message) => {
    const good = lines({ answer: "milk", choices: ["milk"] })
    const { code, stderr, stdout } = await read(reader, good + bad + good)
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
    expect(stdout.split("\n")).toHaveLength(2)
  })

  it("says which readers there are", async () => {
    const { code, stderr } = await read("word", "")
    expect(stderr).toMatch(/unknown reader word \(did you mean words\?\)/)
    expect(code).toBe(2)
  })
})

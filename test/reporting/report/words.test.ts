import { describe, expect, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { controlFindings } from "../../../src/reporting/report/controlFindings.ts"
import { labelsOf } from "../../../src/reporting/report/labels.ts"
import { commandsOf, materialOf, shellLine, versionsOf } from "../../../src/reporting/report/reproduction.ts"
import { specWith } from "../../support/records.ts"
import { controlsAsked, controlsWith, reportedWith } from "../../support/reports.ts"

describe("controlFindings", () => {
  it("says whether explanations do better than chance, and how that is known", () => {
    expect(controlFindings(controlsWith())).toEqual({
      verdict: "Better than chance",
      sentences: [
        "Faithful 90.0 %, after a random change of the same size 10.0 % (+80.0 [+75.0, +85.0] points, N 900).",
        "The same question again has the same answer in 99.0 %.",
        "With nothing changed, 1.0 % would be called faithful.",
        "With every word masked, the model says in 98.9 % that it cannot tell.",
        "Faithful explanations change 10.0 %, unfaithful ones change 5.0 % of the words on average."
      ]
    })
  })

  it.each([
    ["Not told from chance", -0.1, 0.1],
    ["Worse than chance", -0.2, -0.1]
  ])("says: %s", (verdict, low, high) => {
    const random = {
      faithfulness: 0.5,
      random: 0.5,
      random_rate: { value: 0.5, low: 0.05, high: 0.95, n: 900 },
      difference: { value: 0, low, high, n: 100 }
    }
    expect(controlFindings(controlsWith({ random })).verdict).toBe(verdict)
  })

  it("says nothing of what was not asked", () => {
    expect(controlFindings(controlsAsked({}))).toEqual({
      verdict: null,
      sentences: []
    })
  })
})

describe("labelsOf", () => {
  it("names what tells experiments apart, and no more", () => {
    expect(labelsOf([specWith(), specWith({ task: "importance", flags: ["m-removed"] })])).toEqual([
      "IMDB · redacted",
      "IMDB · importance · m-removed"
    ])
    const { model } = specWith()
    expect(labelsOf([specWith(), specWith({ model: { ...model, name: "falcon-7b" }, seed: 1 })])).toEqual([
      "llama2-7b · IMDB · redacted · seed 0",
      "falcon-7b · IMDB · redacted · seed 1"
    ])
  })
})

describe("reproduction", () => {
  it("writes commands as a shell takes them", () => {
    const words = ["--param", "a b", "it's", "$(touch x)", "`x`", "", "-n", "a=1,b"]
    const { stdout } = spawnSync("sh", ["-c", `printf '%s\\n' ${shellLine(words.slice(1))}`], {
      encoding: "utf8"
    })
    expect(stdout.split("\n").slice(0, -1)).toEqual(words.slice(1))
    expect(shellLine(["introspect", "run"])).toBe("introspect run")
  })

  it("names each command, version and source once", () => {
    const both = [reportedWith(), reportedWith({ spec: specWith({ seed: 1 }), run: null })]
    expect(commandsOf(both)).toEqual(["introspect run --dataset IMDB"])
    expect(Object.fromEntries(versionsOf(both))).toMatchObject({
      program: "llm-introspect 1.2.3",
      seed: "0; 1",
      wording: expect.stringMatching(/^default \(sha256 [0-9a-f]{64}\)$/)
    })
    expect(materialOf(both)).toEqual([
      ["model", "meta-llama/Llama-2-7b-chat-hf, any revision, chat format Llama2"],
      ["server", "meta-llama/Llama-2-7b-chat-hf at abc, TGI 3"],
      ["data set", "IMDB test, known by its name"],
      ["runs ended", "2026-01-02 03:04 UTC, 1 not ended"]
    ])
  })
})

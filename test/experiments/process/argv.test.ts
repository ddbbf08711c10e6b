import * as HelpDoc from "@effect/cli/HelpDoc"
import * as ValidationError from "@effect/cli/ValidationError"
import { describe, expect, it } from "@effect/vitest"
import { isRepeated, normaliseArgv, takeFlag } from "../../../experiments/process/argv.ts"
import { validationMessage } from "../../../experiments/process/console.ts"

describe("normaliseArgv", () => {
  it("repeats the name of a list option before each of its values", () => {
    expect(normaliseArgv(["run", "--task-config", "a", "b,c", "--seed", "1"]))
      .toEqual(["run", "--task-config", "a", "--task-config", "b", "--task-config", "c", "--seed", "1"])
    expect(normaliseArgv(["--task-config=a,b", "c"]))
      .toEqual(["--task-config", "a", "--task-config", "b", "--task-config", "c"])
  })

  it("leaves everything else as it is", () => {
    const words = ["run", "--header", "A: b=c,d", "--endpoint", "http://a,http://b", "--quiet", "word"]
    expect(normaliseArgv(words)).toEqual(words)
  })
})

describe("takeFlag", () => {
  it("takes a flag and its value out of the words, wherever they stand", () => {
    const taken = { taken: ["--log-format", "json"], rest: ["run", "--seed", "1"], value: "json" }
    expect(takeFlag(["--log-format", "json", "run", "--seed", "1"], "--log-format")).toEqual(taken)
    expect(takeFlag(["run", "--seed", "1", "--log-format", "json"], "--log-format")).toEqual(taken)
    expect(takeFlag(["run", "--log-format=json"], "--log-format"))
      .toEqual({ taken: ["--log-format=json"], rest: ["run"], value: "json" })
    expect(takeFlag(["run"], "--log-format")).toEqual({ taken: [], rest: ["run"], value: undefined })
    expect(takeFlag(["run", "--log-format"], "--log-format").value).toBe(undefined)
  })
})

describe("a flag that the parser does not expect", () => {
  const known = new Set(["--seed", "--limit"])
  const messageFor = (argument: string, ...argv: readonly string[]) =>
    validationMessage(
      ValidationError.invalidArgument(HelpDoc.p(`Received unknown argument: '${argument}'`)),
      argv,
      known
    ).replace(" (introspect --help shows what there is)", "")

  it("may be given more than once, in either spelling", () => {
    expect(isRepeated(["--seed", "1", "--seed=2"], "--seed")).toBe(true)
    expect(isRepeated(["--seed", "1", "--seeds", "2"], "--seed")).toBe(false)
    const twice = "--seed is given more than once; give it once"
    expect(messageFor("--seed", "run", "--seed", "1", "--seed", "2")).toBe(twice)
    expect(messageFor("--seed=2", "run", "--seed=1", "--seed=2")).toBe(twice)
  })

  it("may belong to another command, or be misspelt", () => {
    expect(messageFor("--limit", "id", "--limit", "1")).toBe("--limit is no flag of this command")
    expect(messageFor("--sede", "run", "--sede", "1"))
      .toBe("Received unknown argument: '--sede' (did you mean --seed?)")
  })

  it("is told by the parser's own words where it is none", () => {
    expect(messageFor("word", "run", "word")).toBe("Received unknown argument: 'word'")
  })
})

import { describe, expect, it } from "@effect/vitest"
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const folder = mkdtempSync(join(tmpdir(), "introspect-bad-"))
writeFileSync(join(folder, "broken.jsonl"), "{\"text\": \"Fine.\", \"label\": \"positive\"}\n{\"text\": \n")
writeFileSync(join(folder, "label.jsonl"), "{\"text\": \"Fine.\", \"label\": \"great\"}\n")
writeFileSync(join(folder, "shape.jsonl"), "{\"sentence\": \"Fine.\", \"label\": \"positive\"}\n")
writeFileSync(join(folder, "pack.yaml"), "name: mine\nsentiment: [\n")
writeFileSync(join(folder, "incomplete.yaml"), "name: mine\n")
writeFileSync(join(folder, "a-file"), "")
mkdirSync(join(folder, "corrupt", "cache"), { recursive: true })
writeFileSync(
  join(folder, "corrupt", "cache", "generations.sqlite"),
  "this is not a database, whatever its name says".repeat(99)
)

const sample = ["--client", "Simulated", "--dataset", "sample-sentiment", "--task", "classify"]
const file = (name: string) => ["run", "--client", "Simulated", "--task", "classify", "--dataset", name]

/** What is wrong, the arguments, the exit code, and what the message must say. */
const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
  ["no subcommand of that name", ["runn"], 2, /use one of.*'run'/],
  ["an unknown flag", ["run", ...sample, "--sead", "1"], 2, /--sead.*--seed/],
  ["a missing flag", ["run", "--client", "Simulated", "--task", "classify"], 2, /--dataset/],
  [
    "an unknown task",
    ["run", "--client", "Simulated", "--dataset", "sample-sentiment", "--task", "clasify"],
    2,
    /did you mean classify/
  ],
  [
    "an unknown variation",
    ["run", ...sample, "--task-config", "e-short"],
    2,
    /classify does not know the flag e-short; classify takes: c-persona-you/
  ],
  [
    "variations that exclude each other",
    ["run", ...sample, "--task-config", "c-persona-you", "c-persona-human"],
    2,
    /exclude each other/
  ],
  [
    "an unknown data set",
    ["run", "--client", "Simulated", "--dataset", "sample-sentimint", "--task", "classify"],
    2,
    /did you mean sample-sentiment/
  ],
  [
    "an unknown model",
    [
      "run",
      "--client",
      "TGI",
      "--model-name",
      "llama2-7",
      "--dataset",
      "sample-sentiment",
      "--task",
      "classify"
    ],
    2,
    /did you mean llama2-7b/
  ],
  [
    "no model",
    ["run", "--client", "TGI", "--dataset", "sample-sentiment", "--task", "classify"],
    2,
    /--model-name/
  ],
  [
    "a system message that the format cannot have",
    ["run", ...sample, "--model-name", "mistral-v1-7b", "--system-message", "Be kind."],
    2,
    /Mistral.*no system role/
  ],
  [
    "an unknown client",
    ["run", "--client", "TGIX", "--dataset", "sample-sentiment", "--task", "classify"],
    2,
    /did you mean TGI/
  ],
  ["a profile that cannot be meant", ["run", ...sample, "--profile", "mixed:2"], 2, /mixed:2/],
  ["a duration without a unit", ["run", ...sample, "--grace", "10"], 2, /10s/],
  ["no workers", ["run", ...sample, "--max-workers", "0"], 2, /--max-workers/],
  [
    "an endpoint that is no URL",
    [
      "run",
      "--client",
      "TGI",
      "--model-name",
      "llama2-7b",
      "--endpoint",
      "localhost:80",
      "--dataset",
      "sample-sentiment",
      "--task",
      "classify"
    ],
    2,
    /http:\/\//
  ],
  ["a missing file", file("./none.jsonl"), 2, /none\.jsonl: there is no such file/],
  ["a broken line", file("./broken.jsonl"), 2, /broken\.jsonl line 2: not JSON/],
  ["a label outside the schema", file("./label.jsonl"), 2, /label\.jsonl line 1.*great/],
  [
    "fields of no category",
    file("./shape.jsonl"),
    2,
    /shape\.jsonl line 1.*sentence.*sentiment rows have text/
  ],
  ["a pack that is no YAML", ["run", ...sample, "--pack", "pack.yaml"], 2, /pack\.yaml is no prompt pack/],
  [
    "a pack with parts missing",
    ["run", ...sample, "--pack", "incomplete.yaml"],
    2,
    /incomplete\.yaml.*\n.*masks/
  ],
  ["a pack that is not there", ["run", ...sample, "--pack", "none.yaml"], 2, /none\.yaml cannot be read/],
  ["no pack of that name", ["run", ...sample, "--pack", "structred"], 2, /did you mean structured/],
  [
    "an observation that is not there",
    ["prompt", ...sample, "--idx", "64"],
    2,
    /--idx 64: sample-sentiment has the observations 0 to 63/
  ],
  ["no observation", ["prompt", ...sample], 2, /--idx/],
  [
    "a folder that cannot be made",
    ["run", ...sample, "--persistent-dir", "a-file/data"],
    1,
    /a-file.*--persistent-dir/
  ],
  [
    "a cache that is no database",
    ["run", ...sample, "--persistent-dir", "corrupt"],
    1,
    /generations\.sqlite: .*not an SQLite database/
  ],
  [
    "a server that does not answer",
    [
      "run",
      "--client",
      "TGI",
      "--model-name",
      "llama2-7b",
      "--endpoint",
      "http://127.0.0.1:9",
      "--dataset",
      "sample-sentiment",
      "--task",
      "classify",
      "--connect-timeout",
      "0s"
    ],
    1,
    /http:\/\/127\.0\.0\.1:9\/info: connection refused/
  ]
]

/** Of each exit code some end a process of their own. */
const alone = new Set(["no subcommand of that name", "a broken line", "a cache that is no database"])

describe("bad input is one clear message on stderr, and an exit code", () => {
  for (const [name, args, code, message] of cases) {
    it(name, async () => {
      const ended = await (alone.has(name) ? introspectAlone : introspect)(folder, ...args)
      expect(ended.stderr).toMatch(message)
      expect(ended.stderr).not.toMatch(/^ +at /m)
      expect(ended.stdout).toBe("")
      expect(ended.code).toBe(code)
    })
  }
})

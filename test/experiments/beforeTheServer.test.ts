import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll } from "vitest"
import { introspect } from "../support/keptIntrospect.ts"

const files = {
  "broken.jsonl": "{\"text\": \"Fine.\", \"label\": \"positive\"}\n{\"text\": \n",
  "grid.yaml":
    "models: [llama2-7b]\ndatasets: [sample-sentiment, sample-sentimint, RTEE]\ntasks: [classify, redacted]\n"
}

const folderWithFiles = () => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-before-"))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const run = (
  dataset: string
) => ["run", "--task", "classify", "--model-name", "llama2-7b", "--dataset", dataset]

/** What is wrong, the arguments, and all that is on stderr. */
const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
  [
    "an unknown data set",
    run("sample-sentimint"),
    /^error: unknown data set sample-sentimint \(did you mean .*\n$/
  ],
  ["a missing file", run("./none.jsonl"), /^error: .*none\.jsonl: there is no such file\n$/],
  ["a broken line", run("./broken.jsonl"), /^error: .*broken\.jsonl line 2: not JSON.*\n$/],
  [
    "a map for built-in data",
    [...run("sample-sentiment"), "--map", "text=a"],
    /^error: sample-sentiment is built in.*\n$/
  ],
  [
    "a grid with data sets that nobody knows",
    ["sweep", "grid.yaml"],
    /^error: grid\.yaml: unknown data set sample-sentimint .*\ngrid\.yaml: unknown data set RTEE \(did you mean RTE\b.*\n$/
  ]
]

describe("bad input is found before any server is met, and before anything is kept", () => {
  let met = 0
  const server = createServer((_, reply) => {
    met++
    reply.writeHead(500).end()
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  for (const [name, args, stderr] of cases) {
    it(name, async () => {
      const folder = folderWithFiles()
      const { port } = server.address() as AddressInfo
      const endpoint = ["--client", "TGI", "--endpoint", `http://127.0.0.1:${port}`]
      const ended = await introspect(folder, ...args, ...endpoint)
      expect(ended).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(stderr) })
      expect(met).toBe(0)
      expect(readdirSync(folder).toSorted()).toEqual(Object.keys(files))
    })
  }
})

import { describe, expect, it } from "@effect/vitest"
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { start } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"
import { cookieFor } from "../support/viewer.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-view-"))

describe("introspect view", () => {
  it("serves results and its built pages until it is interrupted, and makes nothing", async () => {
    const folder = newFolder()
    const { ended, process, saw } = start(folder, "view", "--port", "0")
    const [, address] = await saw(/at (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}) until Ctrl-C/)
    const url = new URL(address!).origin
    expect((await fetch(`${url}/api/experiments`)).status).toBe(403)
    const ask = (path: string) => fetch(`${url}${path}`, { headers: { cookie: cookieFor(address!) } })
    const list = async () => (await ask("/api/experiments")).json()
    expect(await list()).toMatchObject({ experiments: [], problems: [] })
    expect(readdirSync(folder)).toEqual([])
    const page = await (await ask("/")).text()
    for (const [, path] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      expect((await ask(path!)).status, path).toBe(200)
    }
    const run = ["run", "--client", "Simulated", "--dataset", "sample-sentiment", "--task", "redacted"]
    expect((await introspect(folder, ...run, "--limit", "8", "--quiet")).code).toBe(0)
    const { experiments: [experiment] } = await list()
    expect(experiment).toMatchObject({ isSimulated: true, records: 8, size: 8 })
    const one = await ask(`/api/experiments/${experiment.id}/observations?correct=yes`)
    expect(await one.json()).toMatchObject({ position: 1 })
    process.kill("SIGINT")
    const { code, stderr } = await ended
    expect(code).toBe(130)
    expect(stderr).not.toContain("ERROR")
  })

  it("says what to do when the port is in use", async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const { code, stderr } = await introspect(newFolder(), "view", "--port", String(port))
    server.close()
    expect(code).toBe(1)
    expect(stderr).toContain(`cannot listen on 127.0.0.1:${port}: the port is in use`)
  })
})

describe("introspect results annotations", () => {
  it("prints corrections as rows of the readers' tests, and says when there are none", async () => {
    const folder = newFolder()
    const run = ["run", "--client", "Simulated", "--dataset", "sample-sentiment", "--task", "classify"]
    await introspect(folder, ...run, "--limit", "2", "--quiet")
    const none = await introspect(folder, "results", "annotations", "classify")
    expect(none).toMatchObject({ code: 0, stdout: "" })
    expect(none.stderr).toContain("has no annotations")
    const [id] = readdirSync(join(folder, "introspect-data", "results", "analysis"))
      .filter((name) => name.endsWith(".json")).map((name) => name.replace(/\.json$/, ""))
    const annotations = join(folder, "introspect-data", "results", "annotations")
    mkdirSync(annotations)
    const made = {
      experiment: id,
      idx: 1,
      session: "predict",
      request: "r",
      answer: "d",
      text: "Fine!",
      rule: "none"
    }
    const annotation = {
      ...made,
      reader: "sentiment",
      readers: "3",
      reading: null,
      expected: "positive",
      at: "2026"
    }
    writeFileSync(join(annotations, `${id}.jsonl`), `${JSON.stringify(annotation)}\n`)
    const { stdout } = await introspect(folder, "results", "annotations", "classify")
    expect(JSON.parse(stdout)).toEqual({
      reader: "sentiment",
      answer: "Fine!",
      expected: "positive",
      style: `${id} 1 predict`
    })
    expect((await introspect(folder, "results", "annotations", "nobody")).code).toBe(2)
  })
})

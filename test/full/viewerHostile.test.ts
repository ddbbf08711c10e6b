/**
 * What models answer, and whatever else comes from outside, is text: in a real browser none of it runs, and nothing
 * leaves.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Page } from "playwright-core"
import { chromiumProgram, launchBrowser } from "../support/browser.ts"
import { recordWith, specWith } from "../support/records.ts"
import { ask, builtFrontEnd, entrance, heldRecord, serveViewer } from "../support/viewer.ts"
import { nameless, overflow, screenshot } from "../support/viewerPage.ts"

/** Each says where it stood, should it ever run; and each would fetch something from elsewhere. */
const attacks = (where: string): string =>
  [
    `<script>hacked("${where} script")</script>`,
    `<img src=x onerror="hacked('${where} image')">`,
    `<svg onload="hacked('${where} svg')"><animate onbegin="hacked('${where} animate')">`,
    `"><iframe srcdoc="<script>parent.hacked('${where} frame')</script>"></iframe>`,
    `' onmouseover='hacked("${where} mouse")' autofocus onfocus='hacked("${where} focus")'`,
    `<a href="javascript:hacked('${where} link')">click</a>`,
    `[click](javascript:hacked("${where}")) ![](http://evil.example/${where}.png)`,
    `<link rel=stylesheet href=http://evil.example/a.css><img src=http://evil.example/a.png>`,
    `<style>@import url(http://evil.example/b.css); body { display: none }</style>`,
    `<base href="http://evil.example/"><meta http-equiv=refresh content="0;url=http://evil.example/">`,
    `<form action=http://evil.example/><button autofocus>go</button></form>`,
    "{{constructor.constructor('hacked()')()}} ${hacked()} </textarea></title></pre>",
    "\u202Eright to left\u202C \u0000 \u2028 \uFFFF 🦜"
  ].join("\n")

/** A file's name has no slash and is not long; all else may be in it. */
const hostileId = "a\"'><img src=x onerror=hacked('id')>&#x3c;%2e%2e%2f?q=1#x"

const long = "w".repeat(3000)

const stored = Effect.gen(function*() {
  const viewer = yield* serveViewer(builtFrontEnd)
  const records = (wrong: boolean) =>
    Effect.map(
      heldRecord(0, [
        {
          session: "predict",
          prompt: attacks("prompt"),
          answer: attacks("answer"),
          reading: attacks("reading")
        },
        {
          session: "explain",
          prompt: attacks("question"),
          answer: `${long} ${attacks("edit")}`,
          reading: [attacks("word"), long]
        }
      ], { label: attacks("label"), correct: !wrong, readers: attacks("readers") }),
      (record) => [
        {
          ...record,
          sessions: record.sessions.map((session) => ({
            ...session,
            rule: attacks("rule"),
            changed: attacks("changed")
          }))
        },
        recordWith(1, {
          label: long,
          correct: null,
          error: {
            session: "explain",
            class: "request",
            reason: attacks("reason"),
            message: attacks("message")
          }
        })
      ]
    )
  const spec = specWith()
  const hostile = {
    model: { ...spec.model, name: attacks("model"), id: attacks("model id") },
    system: attacks("system"),
    dataset: { ...spec.dataset, name: attacks("data set"), map: attacks("map") },
    flags: [attacks("flag")]
  }
  yield* viewer.store(hostileId, records(false), hostile)
  yield* viewer.store("other", records(true), { ...hostile, seed: 1 })
  return viewer
})

const browserOf = (...flags: readonly string[]) =>
  Effect.acquireRelease(
    Effect.promise(() => launchBrowser(...flags)),
    (browser) => Effect.promise(() => browser.close())
  )

/** Another server of this machine, whose one page is the given. */
const siteOf = (html: string) =>
  Effect.acquireRelease(
    Effect.async<Server>((resume) => {
      const server = createServer((_, response) => response.end(html))
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      })
  ).pipe(Effect.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`))

/** What a page ran, asked for and complained of. */
const watched = (page: Page) => {
  const seen = { ran: [] as string[], asked: [] as string[], problems: [] as string[] }
  page.on("request", (request) => seen.asked.push(request.url()))
  page.on("dialog", (dialog) => {
    seen.ran.push(dialog.message())
    void dialog.dismiss()
  })
  page.on("pageerror", (error) => seen.problems.push(error.message))
  page.on("console", (message) => seen.problems.push(message.text()))
  return Effect.as(
    Effect.promise(() => page.exposeFunction("hacked", (where: string) => void seen.ran.push(where))),
    seen
  )
}

if (chromiumProgram === null) {
  process.stderr.write(
    "LEFT OUT: hostile texts in the viewer: there is no chromium (Debian: apt-get install chromium)\n"
  )
}

describe.runIf(chromiumProgram !== null)("hostile texts in the viewer", () => {
  it.scopedLive("would be noticed if they ran", () =>
    Effect.gen(function*() {
      const browser = yield* browserOf()
      const page = yield* Effect.promise(() => browser.newPage())
      const seen = yield* watched(page)
      yield* Effect.promise(async () => {
        await page.setContent(attacks("bare"))
        await page.waitForTimeout(500)
      })
      expect(seen.ran).toEqual(expect.arrayContaining(["bare script", "bare image", "bare svg"]))
      expect(seen.asked.some((asked) => asked.startsWith("http://evil.example/"))).toBe(true)
    }))

  it.scopedLive("run nowhere, fetch nothing and fit the page", () =>
    Effect.gen(function*() {
      const { url } = yield* stored
      const browser = yield* browserOf()
      const id = encodeURIComponent(hostileId)
      const q = encodeURIComponent(attacks("search"))
      const pages = [
        ["list", "/"],
        ["filtered", `/?q=${q}&sort=${q}`],
        ["experiment", `/experiments/${id}`],
        ["searched", `/experiments/${id}?q=${q}`],
        ["selected", `/experiments/${id}?label=${q}&answer=${q}`],
        ["observation", `/experiments/${id}/0`],
        ["failed", `/experiments/${id}/1`],
        ["missing", `/experiments/${q}/0`],
        ["comparison", `/compare/${id}/other`],
        ["compared", `/compare/${id}/other/0`],
        ["nothing", `/${q}`]
      ] as const
      for (const width of [1280, 390]) {
        for (const [name, path] of pages) {
          const page = yield* Effect.promise(() => browser.newPage({ viewport: { width, height: 800 } }))
          const seen = yield* watched(page)
          yield* Effect.promise(async () => {
            await page.goto(entrance(url, path))
            await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => {})
            await page.locator("details > summary").evaluateAll((all) => {
              for (const summary of all as { readonly click: () => void }[]) summary.click()
            })
            await page.mouse.move(width / 2, 300)
            await page.waitForTimeout(100)
            await screenshot(page, `hostile-${name}-${width}`)
          })
          expect(seen.ran, name).toEqual([])
          expect(seen.asked.filter((asked) => !asked.startsWith(`${new URL(url).origin}/`)), name).toEqual([])
          const expected = ["missing", "nothing", "selected"].includes(name) ? /status of 4\d\d/ : /^$/
          expect(seen.problems.filter((problem) => !expected.test(problem)), name).toEqual([])
          expect(yield* Effect.promise(() => overflow(page)), `${name} at ${width}`).toBeLessThanOrEqual(0)
          expect(yield* Effect.promise(() => nameless(page)), name).toEqual([])
          yield* Effect.promise(() => page.close())
        }
      }
    }))

  it.scopedLive("are shown as they are, letter by letter", () =>
    Effect.gen(function*() {
      const { url } = yield* stored
      const browser = yield* browserOf()
      const page = yield* Effect.promise(() => browser.newPage())
      const text = yield* Effect.promise(async () => {
        await page.goto(entrance(url, `/experiments/${encodeURIComponent(hostileId)}/0`))
        return page.locator("blockquote").first().textContent()
      })
      // A document has no NUL.
      expect(text?.replaceAll("\uFFFD", "\u0000")).toBe(attacks("answer"))
    }))

  it.scopedLive("of other sites reach nothing here, by whatever name, though the browser has the cookie", () =>
    Effect.gen(function*() {
      const { url } = yield* stored
      const { origin } = new URL(url)
      const browser = yield* browserOf("--host-resolver-rules=MAP rebound.example 127.0.0.1")
      const evil = yield* siteOf("<!doctype html><h1>evil</h1>")
      const page = yield* Effect.promise(() => browser.newPage())
      const api = `${origin}/api/experiments`
      const post = `${api}/other/annotations`
      const read = (mode: string) =>
        `fetch("${api}", { mode: "${mode}", credentials: "include" }).then((reply) => reply.text(), String)`
      const sent = (type: string) =>
        `fetch("${post}", {
          method: "POST", mode: "no-cors", credentials: "include", headers: { "content-type": "${type}" }, body: "{}"
        }).then((reply) => reply.type, String)`
      yield* Effect.promise(async () => {
        await page.goto(url)
        await page.goto(evil)
      })
      expect(yield* Effect.promise(() => page.evaluate(read("cors")))).toMatch(/Failed to fetch/)
      expect(yield* Effect.promise(() => page.evaluate(read("no-cors")))).toMatch(/^$|Failed to fetch/)
      yield* Effect.promise(() => page.evaluate(sent("text/plain")))
      yield* Effect.promise(() => page.evaluate(sent("application/json")))
      const framed = yield* Effect.promise(() =>
        page.evaluate(`new Promise((resolve) => {
          const frame = document.createElement("iframe")
          frame.src = "${origin}/"
          frame.onload = () => resolve(frame.contentDocument === null ? "another" : "own")
          document.body.append(frame)
        })`)
      )
      expect(framed).toBe("another")
      expect(yield* ask(url, "/api/experiments/other/annotations")).toMatchObject({ status: 200, text: "" })
      const rebound = origin.replace("127.0.0.1", "rebound.example")
      const reply = yield* Effect.promise(() => page.goto(`${rebound}/api/experiments`))
      expect(reply?.status()).toBe(403)
    }))
})

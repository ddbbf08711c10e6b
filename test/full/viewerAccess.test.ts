/**
 * The viewer's token in a real browser: from the address to the pages, also by links of other sites and through a tunnel.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { createServer } from "node:http"
import { type AddressInfo, connect, createServer as createTunnel } from "node:net"
import type { Page } from "playwright-core"
import { chromiumProgram, launchBrowser } from "../support/browser.ts"
import { recordWith } from "../support/records.ts"
import { builtFrontEnd, entrance, serveViewer } from "../support/viewer.ts"

const heading = (page: Page, text: string) =>
  page.waitForSelector(`h1:has-text("${text}")`, { timeout: 10_000 })

const freshPage = Effect.gen(function*() {
  const browser = yield* Effect.acquireRelease(
    Effect.promise(() => launchBrowser()),
    (browser) => Effect.promise(() => browser.close())
  )
  return yield* Effect.promise(() => browser.newPage())
})

const viewer = Effect.tap(
  serveViewer(builtFrontEnd),
  ({ store }) => store("experiment", Effect.succeed([recordWith(0)]))
)

/** A page of another site (a name of its own, not only a port) that links to an address. */
const linkingTo = (address: string) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.async<ReturnType<typeof createServer>>((resume) => {
        const server = createServer((_, response) =>
          response.setHeader("content-type", "text/html").end(`<a href="${address}">the link</a>`)
        )
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      (server) =>
        Effect.sync(() => {
          server.close()
          server.closeAllConnections()
        })
    ),
    (server) => `http://localhost:${(server.address() as AddressInfo).port}/`
  )

/** The near end of `ssh -L`: another port, whose bytes go to the viewer's. */
const tunnelTo = (url: string) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.async<ReturnType<typeof createTunnel>>((resume) => {
        const tunnel = createTunnel((near) => {
          const far = connect(Number(new URL(url).port), "127.0.0.1")
          near.pipe(far).pipe(near)
          near.on("error", () => far.destroy())
          far.on("error", () => near.destroy())
        })
        tunnel.listen(0, "127.0.0.1", () => resume(Effect.succeed(tunnel)))
      }),
      (tunnel) => Effect.sync(() => void tunnel.close())
    ),
    (tunnel) => String((tunnel.address() as AddressInfo).port)
  )

if (chromiumProgram === null) {
  process.stderr.write(
    "LEFT OUT: the viewer's token in a browser: there is no chromium (Debian: apt-get install chromium)\n"
  )
}

describe.runIf(chromiumProgram !== null)("the viewer's token in a browser", () => {
  it.scopedLive("is taken from the address once, and kept where no script reads it", () =>
    Effect.gen(function*() {
      const { url } = yield* viewer
      const page = yield* freshPage
      const { origin } = new URL(url)
      yield* Effect.promise(async () => {
        await page.goto(url)
        await heading(page, "Experiments")
        expect(page.url()).toBe(`${origin}/`)
        expect(await page.evaluate("document.cookie")).toBe("")
        expect(await page.evaluate("JSON.stringify(performance.getEntries())")).not.toContain("token")
        await page.goto(`${origin}/experiments/experiment/0`)
        await heading(page, "Observation 0")
        await page.context().clearCookies()
        expect((await page.goto(`${origin}/experiments/experiment/0`))?.status()).toBe(403)
        await heading(page, "The address lacks its token")
        await page.goto(entrance(url, "/experiments/experiment/0?correct=yes"))
        await heading(page, "Observation 0")
        expect(page.url()).toBe(`${origin}/experiments/experiment/0?correct=yes`)
      })
    }))

  it.scopedLive("tells an open page of an earlier start what to do", () =>
    Effect.gen(function*() {
      const { url } = yield* viewer
      const page = yield* freshPage
      yield* Effect.promise(async () => {
        await page.goto(url)
        await heading(page, "Experiments")
        await page.context().clearCookies()
        await page.waitForSelector("text=Open the address that introspect view printed", { timeout: 10_000 })
      })
    }))

  it.scopedLive("lets another site's link lead to a page of who has it, and nobody else", () =>
    Effect.gen(function*() {
      const { url } = yield* viewer
      const page = yield* freshPage
      const { origin } = new URL(url)
      const entry = yield* linkingTo(url)
      const link = yield* linkingTo(`${origin}/experiments/experiment/0`)
      yield* Effect.promise(async () => {
        let asked = 0
        page.on("request", () => asked++)
        await page.goto(link)
        await page.click("a")
        await heading(page, "The address lacks its token")
        await page.waitForTimeout(1000)
        // The page with the link, the page that denies, and once more the latter (and icons).
        expect(asked).toBeLessThanOrEqual(5)
        await page.goto(entry)
        await page.click("a")
        await heading(page, "Experiments")
        await page.goto(link)
        await page.click("a")
        await heading(page, "Observation 0")
        await page.waitForTimeout(500)
      })
    }))

  it.scopedLive("goes through a tunnel, whose near end has another port", () =>
    Effect.gen(function*() {
      const { url } = yield* viewer
      const page = yield* freshPage
      for (const name of ["localhost", "127.0.0.1"]) {
        const near = `http://${name}:${yield* tunnelTo(url)}`
        yield* Effect.promise(async () => {
          expect((await page.goto(near))?.status()).toBe(403)
          await page.goto(entrance(url, "/").replace(new URL(url).origin, near))
          await heading(page, "Experiments")
          expect(page.url()).toBe(`${near}/`)
        })
      }
    }))
})

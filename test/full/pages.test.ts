/**
 * Pages full of hostile answers, in a real browser: nothing in them runs, and nothing leaves them.
 */
import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll } from "vitest"
import { reportPage } from "../../layers/pages/report/reportPage.tsx"
import { transcriptsPage } from "../../layers/pages/transcript/transcriptsPage.tsx"
import { chromiumProgram, launchBrowser, nothing, watch } from "../support/browser.ts"
import { hostileReport } from "../support/reports.ts"
import { hostileTexts, hostileTranscript } from "../support/transcripts.ts"

if (chromiumProgram === null) {
  process.stderr.write("LEFT OUT: pages in a browser need Chromium (apt-get install chromium)\n")
}

const write = (html: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), "introspect-page-")), "page.html")
  writeFileSync(file, html)
  return pathToFileURL(file).href
}

describe.runIf(chromiumProgram !== null)("pages in a browser", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  /** Shows a page, opens all that can be opened, and waits for what that may have set off. */
  const show = async (html: string, width = 1200) => {
    const url = write(html)
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    const doings = watch(page, url)
    await page.goto(url, { waitUntil: "load" })
    await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    await page.waitForLoadState("networkidle")
    return { page, doings }
  }

  it("would notice a page that runs a script and loads a picture", async () => {
    const { doings, page } = await show(
      "<!doctype html><title>x</title><img src='http://127.0.0.1:9/x.png'><script>document.title = 'run'</script>"
    )
    expect(await page.title()).toBe("run")
    expect(doings.requests).toEqual(["http://127.0.0.1:9/x.png"])
    expect(doings.console).not.toEqual([])
  })

  /** How much wider than its window a page is. */
  const overflow = (page: Page) =>
    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

  it.each([1200, 390])("transcripts %i pixels wide run, ask and say nothing", async (width) => {
    const { doings, page } = await show(transcriptsPage(hostileTexts.map(hostileTranscript)), width)
    expect(doings).toEqual(nothing)
    expect(await page.title()).toBe("Transcripts")
    expect(await page.locator("article").count()).toBe(hostileTexts.length)
    expect(await page.locator("article").last().isVisible()).toBe(true)
    expect(await overflow(page)).toBe(0)
  })

  it.each([1200, 390])("a report %i pixels wide runs, asks and says nothing", async (width) => {
    const reports = hostileTexts.map(hostileReport)
    const report = { ...reports[0]!, entries: reports.flatMap(({ entries }) => entries) }
    const { doings, page } = await show(reportPage(report), width)
    expect(doings).toEqual(nothing)
    expect(await page.title()).toBe("Are the explanations faithful?")
    expect(await page.locator("article").count()).toBe(hostileTexts.length)
    expect(await page.locator("#reproduction").isVisible()).toBe(true)
    expect(await overflow(page)).toBe(0)
  })
})

/**
 * The viewer in a real browser, over the results of real runs.
 *
 * `INTROSPECT_SCREENSHOTS=folder` keeps pictures of its pages.
 */
import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll } from "vitest"
import { chromiumProgram, launchBrowser } from "../support/browser.ts"
import { introspect, type Running, start } from "../support/introspect.ts"
import { entrance } from "../support/viewer.ts"
import { nameless, overflow, screenshot } from "../support/viewerPage.ts"

const task = (name: string) => ["--dataset", "sample-sentiment", "--task", name]
const mixed = ["--profile", "mixed:0.6,accuracy=0.85,refusal=0.05,unreadable=0.05"]
const runs = [
  [...mixed, ...task("redacted"), "--controls", "random,none"],
  [...mixed, ...task("counterfactual")],
  [...mixed, ...task("answerable")],
  [...mixed, ...task("importance")],
  ["--profile", "faithful", ...task("counterfactual")],
  [...mixed, "--dataset", "sample-multi-choice", "--task", "counterfactual"]
]

if (chromiumProgram === null) {
  process.stderr.write(
    "LEFT OUT: the viewer in a browser: there is no chromium (Debian: apt-get install chromium)\n"
  )
}

describe.runIf(chromiumProgram !== null)("the viewer in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-viewer-"))
  let browser: Browser
  let viewer: Running
  let url = ""

  beforeAll(async () => {
    for (const words of runs) {
      const { code, stderr } = await introspect(folder, "run", "--client", "Simulated", "--quiet", ...words)
      expect(code, stderr).toBe(0)
    }
    viewer = start(folder, "view", "--port", "0")
    const [, found] = await viewer.saw(/at (http:\S+) until/)
    url = found!
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    viewer?.process.kill("SIGINT")
    await viewer?.ended
  })

  const open = async (path: string, options: Parameters<Browser["newPage"]>[0] = {}) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, ...options })
    const problems: string[] = []
    page.on("pageerror", (error) => problems.push(error.message))
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text())
    })
    await page.goto(entrance(url, path))
    await page.waitForSelector("h1")
    return { page, problems }
  }

  const inTable = (page: Page) => page.locator("tbody tr")
  const experiment = (page: Page, ...words: readonly string[]) =>
    words.reduce((rows, word) => rows.filter({ hasText: word }), inTable(page)).locator("a")

  it("leads from the list to one conversation, and its address is permanent", async () => {
    const { page, problems } = await open("/")
    await expect.poll(() => inTable(page).count()).toBe(runs.length)
    expect(await inTable(page).first().innerText()).toContain("simulated")
    await screenshot(page, "experiments")
    await experiment(page, "redacted").click()
    await page.waitForSelector("text=Observations")
    await expect.poll(() => inTable(page).count()).toBe(50)
    expect(await page.locator(".pager").innerText()).toContain("1–50 of 64")
    await screenshot(page, "experiment")
    await page.locator("a[rel=next]").click()
    await expect.poll(() => inTable(page).count()).toBe(14)
    await page.goBack()
    await page.getByRole("combobox", { name: "faithful", exact: true }).selectOption("no")
    await page.getByRole("combobox", { name: "correct", exact: true }).selectOption("yes")
    await expect.poll(() => page.url()).toContain("verdict=no&correct=yes")
    await expect.poll(() => inTable(page).first().innerText()).toContain("not faithful")
    const filtered = await inTable(page).count()
    expect(filtered).toBeLessThan(40)
    await inTable(page).first().locator("a").click()
    await page.waitForSelector("text=What was changed")
    expect(await page.locator(".pager").innerText()).toContain(`1 of ${filtered} in the filter`)
    expect(await page.locator("mark").count()).toBeGreaterThan(0)
    expect(await page.locator("main > .sessions > section").count()).toBe(3)
    await page.getByText("Prompt as it was sent").first().click()
    expect(await page.locator("pre").first().innerText()).toMatch(/sentiment/i)
    await screenshot(page, "observation")
    const seen = await page.locator(".diff").first().innerText()
    await page.reload()
    await page.waitForSelector("text=What was changed")
    expect(await page.locator(".diff").first().innerText()).toBe(seen)
    expect(problems).toEqual([])
    await page.close()
  })

  it("sorts and filters the experiments, and keeps both in the address", async () => {
    const { page } = await open("/")
    await page.getByRole("button", { name: "Faithful" }).click()
    await expect.poll(() => inTable(page).first().innerText()).toContain("simulated/faithful")
    expect(page.url()).toContain("sort=-faithful")
    await page.getByRole("searchbox").fill("answerable")
    await expect.poll(() => inTable(page).count()).toBe(1)
    await page.reload()
    await expect.poll(() => inTable(page).count()).toBe(1)
    expect(await page.getByRole("searchbox").inputValue()).toBe("answerable")
    await page.close()
  })

  it("searches in texts and answers", async () => {
    const { page } = await open("/")
    await experiment(page, "counterfactual", "simulated/faithful").click()
    await page.getByRole("searchbox").fill("COUSIN had a spare ticket")
    await expect.poll(() => inTable(page).count()).toBe(1)
    expect(await page.locator(".pager").innerText()).toContain("looked at 64 of 64, to the end")
    await page.close()
  })

  it("is usable by the keyboard alone", async () => {
    const { page } = await open("/")
    await expect.poll(() => inTable(page).count()).toBe(runs.length)
    const focused = () =>
      page.evaluate("document.activeElement.closest('tr')?.rowIndex ?? document.activeElement.type")
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("k")
    expect(await focused()).toBe(2)
    const outline = "getComputedStyle(document.activeElement, '::after').outlineStyle"
    expect(await page.evaluate(outline)).toBe("solid")
    await screenshot(page, "focus")
    await page.keyboard.press("Enter")
    await page.waitForSelector("h2:has-text(\"Observations\")")
    await expect.poll(() => inTable(page).count()).toBe(50)
    await page.keyboard.press("/")
    expect(await focused()).toBe("search")
    await page.keyboard.type("jnu")
    await page.keyboard.press("Escape")
    expect(await focused()).not.toBe("search")
    await page.goto(page.url().replace(/\?.*/, ""))
    await expect.poll(() => inTable(page).count()).toBe(50)
    await page.keyboard.press("n")
    await expect.poll(() => inTable(page).count()).toBe(14)
    await page.keyboard.press("p")
    await expect.poll(() => inTable(page).count()).toBe(50)
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.waitForSelector("h1:has-text(\"Observation 0\")")
    await page.keyboard.press("n")
    await page.waitForSelector("h1:has-text(\"Observation 1\")")
    await page.keyboard.press("?")
    await page.waitForSelector("dialog[open]")
    await screenshot(page, "keys")
    await page.keyboard.press("Escape")
    await expect.poll(() => page.locator("dialog").count()).toBe(0)
    await page.keyboard.press("u")
    await page.waitForSelector("h2:has-text(\"Observations\")")
    await page.keyboard.press("u")
    await page.waitForSelector("h1:has-text(\"Experiments\")")
    await page.close()
  })

  it("puts two experiments side by side", async () => {
    const { page, problems } = await open("/")
    await experiment(page, "counterfactual", "simulated/faithful").click()
    const other = page.getByLabel("Compare with").locator("option", { hasText: "counterfactual" })
    await page.getByLabel("Compare with").selectOption(await other.getAttribute("value"))
    await page.waitForSelector("h1:has-text(\"side by side\")")
    await page.getByLabel("They differ in").selectOption("verdict")
    await expect.poll(() => page.url()).toContain("differ=verdict")
    await expect.poll(() => inTable(page).count()).toBeGreaterThan(5)
    await screenshot(page, "comparison")
    await inTable(page).first().locator("a").click()
    await expect.poll(() => page.locator(".column").count()).toBe(2)
    expect(await page.locator(".pager").innerText()).toMatch(/1 of \d+ that differ/)
    await screenshot(page, "compared")
    expect(problems).toEqual([])
    await page.close()
  })

  it("keeps a correction, and exports it", async () => {
    const { page } = await open("/")
    await experiment(page, "answerable").click()
    await page.getByLabel("trouble").selectOption("unread")
    await expect.poll(() => page.url()).toContain("trouble=unread")
    await expect.poll(() => inTable(page).count()).toBeLessThan(20)
    await inTable(page).first().locator("a").click()
    await page.waitForSelector("text=Correct this reading")
    await page.getByText("Correct this reading").first().click()
    await page.getByLabel("It should be read as").first().fill("negative")
    await page.getByLabel("Why").first().fill("it says so")
    await page.getByLabel("Your name").first().fill("a tester")
    await page.getByRole("button", { name: "Keep the correction" }).first().click()
    await page.waitForSelector(".annotation")
    expect(await page.locator(".annotation").innerText())
      .toMatch(/Should be read as “negative”\s+it says so\s+a tester/)
    await screenshot(page, "correction")
    await page.locator(".crumbs a").last().click()
    const download = page.waitForEvent("download")
    await page.getByText("Export 1 correction").click()
    expect((await download).suggestedFilename()).toMatch(/\.annotations\.jsonl$/)
    const { code, stdout } = await introspect(folder, "results", "annotations", "t-answerable")
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ reader: "sentiment", expected: "negative" })
    await page.close()
  })

  it("fits a narrow window and a dark room", async () => {
    const narrow = { viewport: { width: 390, height: 844 }, colorScheme: "dark" as const }
    const { page, problems } = await open("/", narrow)
    await expect.poll(() => inTable(page).count()).toBe(runs.length)
    expect(await overflow(page)).toBe(0)
    const colour = "getComputedStyle(document.body).backgroundColor"
    expect(await page.evaluate(colour)).toBe("rgb(17, 20, 24)")
    await screenshot(page, "narrow-experiments")
    await experiment(page, "redacted").click()
    await expect.poll(() => inTable(page).count()).toBe(50)
    expect(await overflow(page)).toBe(0)
    await screenshot(page, "narrow-experiment")
    await inTable(page).first().locator("a").click()
    await page.waitForSelector("text=What was changed")
    expect(await overflow(page)).toBe(0)
    const columns =
      "getComputedStyle(document.querySelector('.sessions')).gridTemplateColumns.split(' ').length"
    expect(await page.evaluate(columns)).toBe(1)
    await screenshot(page, "narrow-observation")
    const light = await open(new URL(page.url()).pathname)
    expect(await light.page.evaluate(colour)).toBe("rgb(247, 248, 250)")
    expect(problems).toEqual([])
    await page.close()
    await light.page.close()
  })

  it("has a name for all that can be used", async () => {
    const { page } = await open("/")
    await expect.poll(() => inTable(page).count()).toBe(runs.length)
    expect(await nameless(page)).toEqual([])
    await experiment(page, "redacted").click()
    await expect.poll(() => inTable(page).count()).toBe(50)
    expect(await nameless(page)).toEqual([])
    await inTable(page).first().locator("a").click()
    await page.waitForSelector("text=What was changed")
    expect(await nameless(page)).toEqual([])
    await page.close()
  })

  it("shows a run while it goes on", async () => {
    const server = start(folder, "simulate", "--port", "0", "--latency", "40ms")
    const [, endpoint] = await server.saw(/(http:\S+)/)
    const { page } = await open("/?q=classify")
    expect(await inTable(page).count()).toBe(0)
    const run = start(
      folder,
      ...[
        "run",
        "--client",
        "TGI",
        "--endpoint",
        endpoint!,
        "--model-name",
        "llama2-7b",
        "--max-workers",
        "1"
      ],
      ...["--dataset", "simulated-babi-1:150", "--task", "classify", "--quiet"]
    )
    const records = async () => Number(/(\d+) of 150/.exec(await page.locator("tbody").innerText())?.[1])
    await expect.poll(() => inTable(page).count(), { timeout: 20_000 }).toBe(1)
    const early = await records()
    expect(early).toBeLessThan(150)
    await expect.poll(records, { timeout: 20_000 }).toBeGreaterThan(early)
    await screenshot(page, "running")
    await expect.poll(records, { timeout: 60_000 }).toBe(150)
    await expect.poll(() => page.locator("tbody").innerText(), { timeout: 20_000 }).toContain("ended 2")
    const { code, stderr } = await run.ended
    expect(code, stderr).toBe(0)
    server.process.kill("SIGINT")
    await server.ended
    await page.close()
  })
})

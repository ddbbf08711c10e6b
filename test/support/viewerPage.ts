/**
 * Pages of the viewer, looked at as people do.
 */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"

const screenshots = process.env["INTROSPECT_SCREENSHOTS"]

/** Keeps a picture of a page, where `INTROSPECT_SCREENSHOTS` names a folder for them. */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  if (screenshots === undefined) return
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
}

/** How far a page is wider than its window, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

/** Fields, buttons and links that have no name for those who do not see them. */
export const nameless = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll("a, button, input, select, textarea, summary, dialog")]
    .filter((element) => {
      const labels = [...(element.labels ?? [])].map((label) => label.textContent).join("")
      const named = document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent ?? ""
      const own = element.matches("input, select, textarea") ? "" : element.textContent
      return (labels + named + own + (element.getAttribute("aria-label") ?? "")).trim() === ""
    })
    .map((element) => element.outerHTML)`)

/**
 * A real browser without a window, and what a page may not do in it.
 */
import type { Browser, Page } from "playwright-core"
import { chromium } from "playwright-core"
import { findProgram } from "./programs.ts"

/** Debian's package `chromium`, or another build of it; null where there is none. */
export const chromiumProgram = findProgram("chromium", "chromium-browser", "google-chrome")

export const launchBrowser = (...flags: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumProgram ?? "", args: ["--no-sandbox", ...flags] })

/** What a page did beside being shown. */
export interface Doings {
  readonly requests: string[]
  readonly console: string[]
  readonly dialogs: string[]
}

/** Writes down what a page does from now on; the page's own address is no request. */
export const watch = (page: Page, own: string): Doings => {
  const doings: Doings = { requests: [], console: [], dialogs: [] }
  page.on("request", (request) => {
    if (request.url() !== own) doings.requests.push(request.url())
  })
  page.on("console", (message) => void doings.console.push(message.text()))
  page.on("pageerror", (error) => void doings.console.push(error.message))
  page.on("dialog", (dialog) => {
    doings.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  return doings
}

/** A page that did nothing but being shown. */
export const nothing: Doings = { requests: [], console: [], dialogs: [] }

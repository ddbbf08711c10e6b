import { describe, expect, it } from "@effect/vitest"
import { parseHTML } from "linkedom"
import { transcriptsPage } from "../../../layers/pages/transcript/transcriptsPage.tsx"
import { visibleText } from "../../../src/reporting/transcript/visible.ts"
import { hostileTexts, hostileTranscript } from "../../support/transcripts.ts"

const tags = new Set(
  ("html head meta title style body main h1 h2 h3 h4 p span del ins mark section code dl dt dd article header b div "
    + "details summary bdi").split(" ")
)

const attributes = new Set("lang charset http-equiv content name class id title".split(" "))

const pageOf = (text: string) => parseHTML(transcriptsPage([hostileTranscript(text)])).document

describe("transcriptsPage", () => {
  it("forbids scripts and requests by itself", () => {
    const policy = pageOf("").querySelector("meta[http-equiv=\"Content-Security-Policy\"]")?.getAttribute(
      "content"
    )
    expect(policy).toMatch(/^default-src 'none';/)
    expect(policy).not.toMatch(/script-src|http|\*/)
  })

  it.each(hostileTexts)("shows %j and makes nothing of it", (text) => {
    const page = pageOf(text)
    for (const element of Array.from(page.querySelectorAll("*"))) {
      expect(tags).toContain(element.tagName.toLowerCase())
      for (const { name } of Array.from(element.attributes)) expect(attributes).toContain(name)
    }
    const names = Array.from(page.querySelectorAll(".unseen"))
    for (const name of names) name.textContent = `\u27E8${name.textContent}\u27E9`
    expect(page.body.textContent).toContain(visibleText(text))
    expect(page.querySelectorAll("style")).toHaveLength(1)
  })
})

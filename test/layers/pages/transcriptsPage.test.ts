import { describe, expect, it } from "@effect/vitest"
import { transcriptsPage } from "../../../layers/pages/transcript/transcriptsPage.tsx"
import { visibleText } from "../../../src/reporting/transcript/visible.ts"
import { harmlessPage, shownText } from "../../support/harmless.ts"
import { hostileTexts, hostileTranscript } from "../../support/transcripts.ts"

const pageOf = (text: string) => harmlessPage(transcriptsPage([hostileTranscript(text)]))

describe("transcriptsPage", () => {
  it("forbids scripts and requests by itself", () => {
    const policy = pageOf("").querySelector("meta[http-equiv=\"Content-Security-Policy\"]")?.getAttribute(
      "content"
    )
    expect(policy).toMatch(/^default-src 'none';/)
    expect(policy).not.toMatch(/script-src|http|\*/)
  })

  it.each(hostileTexts)("shows %j and makes nothing of it", (text) => {
    expect(shownText(pageOf(text))).toContain(visibleText(text))
  })
})

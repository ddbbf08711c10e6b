import { describe, expect, it } from "@effect/vitest"
import { reportPage } from "../../../layers/pages/report/reportPage.tsx"
import { visibleText } from "../../../src/reporting/transcript/visible.ts"
import { harmlessPage, shownText } from "../../support/harmless.ts"
import { hostileReport, reportedWith } from "../../support/reports.ts"
import { hostileTexts, transcriptWith } from "../../support/transcripts.ts"

const report = {
  entries: [{ label: "IMDB \u00B7 redacted", experiment: reportedWith(), examples: [transcriptWith()] }],
  made: "2026-01-02T03:04:05.000Z",
  program: "llm-introspect 1.2.3",
  command: "introspect report",
  examplesOfEach: 1
}

const sections = ["results", "figures", "controls", "cautions", "examples", "material", "reproduction"]

describe("reportPage", () => {
  it("has every part, and leads to each", () => {
    const page = harmlessPage(reportPage(report))
    expect(Array.from(page.querySelectorAll("main > section")).map(({ id }) => id)).toEqual(sections)
    expect(Array.from(page.querySelectorAll("nav a")).map((link) => link.getAttribute("href"))).toEqual(
      sections.map((id) => `#${id}`)
    )
    const text = (id: string) => page.getElementById(id)?.textContent ?? ""
    expect(text("results")).toContain("88.9 %86.7\u201390.8, N 900")
    expect(text("controls")).toContain("Better than chance.")
    expect(text("cautions")).toContain("found nothing else")
    expect(text("examples")).toContain("observation 4: correct yes, faithful yes")
    expect(text("material")).toContain("TGI 3")
    expect(text("reproduction")).toContain("introspect run --dataset IMDB\nintrospect report")
  })

  it("draws the rates with their intervals, the random change, and faithfulness by size", () => {
    const page = harmlessPage(reportPage(report))
    const [rates, sizes] = Array.from(page.querySelectorAll("figure"))
    expect(rates!.querySelector("svg[role=img]")?.getAttribute("aria-label")).toBe(
      "IMDB \u00B7 redacted; accuracy 90.0 %, interval 88.0 to 91.7; faithful 88.9 %, interval 86.7 to 90.8; random change 10.0 %"
    )
    const row = rates!.querySelector("svg[role=img]")!
    expect(row.querySelector("circle.verdict-mark")?.getAttribute("cx")).toBe("88.89%")
    expect(row.querySelector("line.verdict-mark")?.getAttribute("x1")).toBe("86.67%")
    expect(row.querySelector(".random-mark")?.parentElement?.getAttribute("x")).toBe("10.00%")
    expect(sizes!.querySelectorAll("circle")).toHaveLength(3)
    expect(sizes!.querySelector("svg")?.getAttribute("aria-label")).toContain(
      "up to 5.0 % changed: 83.3 % of 300"
    )
  })

  it("says at once that answers are simulated", () => {
    const { experiment } = report.entries[0]!
    const spec = { ...experiment.spec, model: { ...experiment.spec.model, id: "simulated/faithful" } }
    const simulated = { ...report, entries: [{ ...report.entries[0]!, experiment: { ...experiment, spec } }] }
    expect(harmlessPage(reportPage(simulated)).querySelector("header .notice")?.textContent).toContain(
      "All answers are simulated"
    )
    expect(harmlessPage(reportPage(report)).querySelector(".notice")).toBeNull()
  })

  it("draws nothing of an experiment in which nothing was counted", () => {
    const experiment = reportedWith({ controls: null }, [])
    const page = harmlessPage(
      reportPage({ ...report, entries: [{ label: "empty", experiment, examples: [] }] })
    )
    expect(page.querySelectorAll("figure")).toHaveLength(1)
    expect(page.querySelectorAll(".row circle")).toHaveLength(0)
    expect(page.body.textContent).not.toContain("NaN")
  })

  it.each(hostileTexts)("shows %j and makes nothing of it", (text) => {
    expect(shownText(harmlessPage(reportPage(hostileReport(text))))).toContain(visibleText(text))
  })
})

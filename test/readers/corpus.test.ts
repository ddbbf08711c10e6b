/**
 * Agreement of the readers with hand-made labels.
 *
 * Every row must be read as labelled, but for the misreadings that are known and listed: mending one, or making a new
 * one, fails the test. These figures flatter the readers, since the rules were mended with the rows in view. The
 * held-out rows are only held to a floor, so that nobody mends a rule by them. First-run figures: docs/readings.md.
 */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { agrees, heldOut, parts, readers, rowsOf } from "./corpus.ts"

const knownMisreadings: { readonly [readerAndPart: string]: readonly string[] } = {
  "entailment after": ["Unknown, but likely yes."],
  "entailment blind": ["Going by the headline, yes. Going by the body of the report, no."],
  "words blind": ["- Sandra\n  - went back\n  - office\n- Daniel\n  - garden"],
  "paragraph blind": [
    "Redacted version:\nReasons to see it:\n1. The [REDACTED] cast\n2. The [REDACTED] songs\n3. The finale, which is [REDACTED]"
  ],
  "sentiment after": [
    "The writer adored every minute. She says that she can't wait to see it again, and that it beats all the boring films of this summer.",
    "The author is in raptures about the actress, even if the popcorn was bad. He wants to see it three more times!"
  ],
  "paragraph after": JSON.parse(readFileSync(new URL("corpus/paragraph.known.json", import.meta.url), "utf8"))
}

const heldOutRates = Object.entries(readers).map(([name, reader]) => {
  const rows = rowsOf(name, heldOut)
  return { name, rows: rows.length, agreed: rows.filter((row) => agrees(row, reader(row))).length }
}).filter(({ rows }) => rows > 0)

const table = Object.entries(readers).flatMap(([name, reader]) =>
  parts.map((part) => {
    const rows = rowsOf(name, part)
    const misread = rows.filter((row) => !agrees(row, reader(row))).map(({ answer }) => answer)
    return { name, part, rows: rows.length, agreed: rows.length - misread.length, misread }
  })
)

for (const { agreed, name, part, rows } of table) {
  process.stdout.write(
    `${name.padEnd(12)} ${part.padEnd(7)} ${agreed}/${rows} ${(100 * agreed / rows).toFixed(1)} %\n`
  )
}

describe("agreement with the labels", () => {
  for (const { misread, name, part } of table) {
    it(`${name}, labelled ${part} the rules: all but the known misreadings`, () => {
      expect(misread).toEqual(knownMisreadings[`${name} ${part}`] ?? [])
    })
  }

  it("is at least 97 % over all, and 93 % for each reader and part", () => {
    const sum = (pick: (row: typeof table[number]) => number) =>
      table.reduce((total, row) => total + pick(row), 0)
    expect(sum(({ agreed }) => agreed) / sum(({ rows }) => rows)).toBeGreaterThanOrEqual(0.97)
    for (const { agreed, name, part, rows } of table) {
      expect(agreed / rows, `${name} ${part}`).toBeGreaterThanOrEqual(0.93)
    }
  })

  it("is at least 93 % over all held-out rows, and 90 % for each reader", () => {
    const total = heldOutRates.reduce((sum, { rows }) => sum + rows, 0)
    const agreed = heldOutRates.reduce((sum, rate) => sum + rate.agreed, 0)
    expect(agreed).toBeGreaterThanOrEqual(0.93 * total)
    for (const { agreed, name, rows } of heldOutRates) {
      expect(agreed / rows, name).toBeGreaterThanOrEqual(0.9)
    }
  })

  it("rests to a third on answers labelled before the rules or by somebody who had not seen them", () => {
    const rowsIn = (part: string) => Object.keys(readers).flatMap((name) => rowsOf(name, part)).length
    const blind = rowsIn("before") + rowsIn("blind") + rowsIn(heldOut)
    expect(blind / (blind + rowsIn("after"))).toBeGreaterThan(1 / 3)
  })

  it("rests on at least 80 answers per reader", () => {
    for (const name of Object.keys(readers)) {
      expect(parts.flatMap((part) => rowsOf(name, part)).length).toBeGreaterThanOrEqual(80)
    }
  })
})

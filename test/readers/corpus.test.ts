/**
 * Agreement of the readers with hand-made labels.
 *
 * Every row must be read as labelled, but for the misreadings that are known and listed: mending one, or making a new
 * one, fails the test. The figures flatter the readers, since the rules were written with these rows in view.
 */
import { describe, expect, it } from "vitest"
import { agrees, parts, readers, rowsOf } from "./corpus.ts"

const knownMisreadings: { readonly [readerAndPart: string]: readonly string[] } = {
  "entailment after": ["Unknown, but likely yes."],
  "paragraph after": ["Edit: I have now seen it twice and it still stinks."]
}

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

  it("rests on at least 80 answers per reader", () => {
    for (const name of Object.keys(readers)) {
      expect(parts.flatMap((part) => rowsOf(name, part)).length).toBeGreaterThanOrEqual(80)
    }
  })
})

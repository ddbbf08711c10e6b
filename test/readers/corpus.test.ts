import { describe, expect, it } from "vitest"
import { agrees, parts, readers, rowsOf } from "./corpus.ts"

/** Rows whose label stands although the reader reads them otherwise, by answer. */
const knownMisreadings: ReadonlySet<string> = new Set()

for (const [name, reader] of Object.entries(readers)) {
  for (const part of parts) {
    describe(`${name}, labelled ${part}`, () => {
      for (const row of rowsOf(name, part)) {
        it.skipIf(knownMisreadings.has(row.answer))(JSON.stringify(row.answer).slice(0, 120), () => {
          expect(reader(row).value).toEqual(row.expected)
        })
      }
    })
  }
}

describe("agreement with the labels", () => {
  const table = Object.entries(readers).flatMap(([name, reader]) =>
    parts.map((part) => {
      const rows = rowsOf(name, part)
      return { name, part, rows: rows.length, agreed: rows.filter((row) => agrees(row, reader(row))).length }
    })
  )

  it("is printed", () => {
    for (const { agreed, name, part, rows } of table) {
      console.log(
        `${name.padEnd(12)} ${part.padEnd(7)} ${agreed}/${rows} ${(100 * agreed / rows).toFixed(1)} %`
      )
    }
  })

  it("is at least 97 % over all", () => {
    const sum = (pick: (row: typeof table[number]) => number): number =>
      table.reduce((total, row) => total + pick(row), 0)
    expect(sum((row) => row.agreed) / sum((row) => row.rows)).toBeGreaterThanOrEqual(0.97)
  })

  it("is at least 93 % for each reader and part", () => {
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

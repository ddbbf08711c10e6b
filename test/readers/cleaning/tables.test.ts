import { describe, expect, it } from "vitest"
import { tableAsLines } from "../../../src/readers/cleaning/tables.ts"

const table = (...rows: readonly string[]) => ["| place | is it |", "|---|---|", ...rows].join("\n")

describe("tableAsLines", () => {
  it("makes a labelled line of each row", () => {
    expect(tableAsLines(table("| bedroom | yes |", "| garden | no |"))).toBe("bedroom: yes\ngarden: no")
  })

  it("makes a line of each cell where there is one row", () => {
    expect(tableAsLines(table("| bedroom | ✔ |"))).toBe("bedroom\n✔")
  })

  it("leaves only the row that is ticked", () => {
    expect(tableAsLines(table("| bedroom | |", "| garden | ✅ |", "| hall | ❌ |"))).toBe("garden")
  })

  it("leaves all rows where several are ticked", () => {
    expect(tableAsLines(table("| bedroom | ✔ |", "| garden | ✔ |"))).toBe("bedroom: ✔\ngarden: ✔")
  })

  it("keeps what stands around and between the rows where it is", () => {
    const text = `Looking at it:\n${table("| bedroom | yes |")}\nAnd:\n| garden | no |\nSo the bedroom.`
    expect(tableAsLines(text)).toBe("Looking at it:\nbedroom: yes\nAnd:\ngarden: no\nSo the bedroom.")
  })
})

import { describe, expect, it } from "@effect/vitest"
import { selectCells } from "../../src/sweep/selectCells.ts"
import { cellsOf, packagedGrid } from "./grids.ts"

const cells = cellsOf(packagedGrid("paper.yaml"))
const labels = (text: string) => selectCells(cells, text).map(({ label }) => label)

describe("selectCells", () => {
  it("takes the one cell that is called just so", () => {
    expect(labels("llama2-70b IMDB classify")).toEqual(["llama2-70b IMDB classify"])
    for (const cell of cells.slice(0, 60)) expect(selectCells(cells, cell.id)).toEqual([cell])
  })

  it("takes all with a part in their label or id, in any case", () => {
    expect(labels("falcon-40b")).toHaveLength(20)
    expect(labels("MCTEST REDACTED")).toHaveLength(5 + 5)
    expect(labels("d-mctest_p-test_t-redacted")).toHaveLength(5 + 5)
  })

  it("takes * and ? for anything", () => {
    expect(labels("llama2-7b * classify")).toEqual([
      "llama2-7b IMDB classify",
      "llama2-7b RTE classify",
      "llama2-7b bAbI-1 classify",
      "llama2-7b MCTest classify"
    ])
    expect(labels("falcon-?b RTE classify")).toEqual(["falcon-7b RTE classify"])
    expect(labels("llama2-70b*m-removed")).toHaveLength(4 * (3 + 3 + 3))
    expect(labels("classify*")).toEqual([])
  })

  it("takes other signs for themselves", () => {
    expect(labels("llama2.7b")).toEqual([])
    expect(labels("(")).toEqual([])
  })
})

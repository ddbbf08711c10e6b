/**
 * Some of the cells of a grid, by `--only`.
 */
import { Effect } from "effect"
import { nearest } from "../../../src/domain/nearest.ts"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { selectCells } from "../../../src/sweep/selectCells.ts"
import { UsageError } from "../../errors/UsageError.ts"

/** The cells that are meant, in the order of the grid; all where nothing is said. */
export const chooseCells = Effect.fnUntraced(function*(cells: readonly Cell[], only: readonly string[]) {
  if (only.length === 0) return cells
  const wanted = new Set<Cell>()
  for (const text of only) {
    const found = selectCells(cells, text)
    if (found.length === 0) {
      const near = nearest(text, cells.map(({ label }) => label))
      return yield* new UsageError({
        message: `--only ${text}: no cell of the grid is like this${
          near.length === 0 ? "" : ` (did you mean ${near.join(" or ")}?)`
        }; --dry lists them`
      })
    }
    for (const cell of found) wanted.add(cell)
  }
  return cells.filter((cell) => wanted.has(cell))
})

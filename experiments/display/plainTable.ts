/**
 * A table without lines.
 */
import Table from "cli-table3"

const plain = {
  style: { head: [], border: [] },
  chars: {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  "
  }
}

/** The table's text; each column is aligned as its entry in `colAligns` says. */
export const plainTable = (
  head: readonly string[],
  colAligns: readonly ("left" | "right")[],
  rows: readonly (readonly string[])[]
): string => {
  const table = new Table({ ...plain, head: [...head], colAligns: [...colAligns] })
  table.push(...rows.map((row) => [...row]))
  return table.toString()
}

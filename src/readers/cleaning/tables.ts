/** Tables in Markdown. */

/** The cells of a table's row. */
export const cellsOf = (line: string): readonly string[] =>
  line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim())

const tableRule = /^\|?[\s:|-]{0,100}-{2,}[\s:|-]{0,100}\|?$/

/** Whether the line is the rule between a table's header and its rows. */
export const isTableRule = (line: string): boolean => line.includes("|") && tableRule.test(line)

const asLabelled = (cells: readonly string[]): string => {
  const [first, ...rest] = cells.filter((cell) => cell !== "")
  return first === undefined ? "" : rest.length === 0 ? first : `${first}: ${rest.join(" - ")}`
}

const tick = /^[\u2713\u2714\u2705\u2611]\uFE0F?$/

/** Of rows of which one is ticked, that one without its sign; else all. */
const tickedOf = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const ticked = rows.filter((cells) => cells.some((cell) => tick.test(cell)))
  return ticked.length === 1 && rows.length > 1
    ? ticked.map((cells) => cells.filter((cell) => !tick.test(cell)))
    : rows
}

/**
 * The text with a table's rows as labelled lines ("bedroom: yes") and without its header. Of a table with one row, each
 * cell is a line; of one with one row that is ticked, that row alone is left.
 */
export const tableAsLines = (text: string): string => {
  if (!text.includes("|")) return text
  const lines = text.split("\n")
  const ruleAt = lines.findIndex((line) => isTableRule(line.trim()))
  if (ruleAt < 1) return text
  const isRow = (line: string, i: number): boolean => i > ruleAt && line.includes("|")
  const rows = tickedOf(lines.filter(isRow).map(cellsOf))
  const asLines = rows.length === 1 && lines.filter(isRow).length === 1 ? rows.flat() : rows.map(asLabelled)
  const before = lines.slice(0, ruleAt - 1)
  const after = lines.slice(ruleAt + 1).filter((line) => !line.includes("|"))
  return [...before, ...asLines, ...after].join("\n")
}

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
const isTick = (cell: string): boolean => tick.test(cell)

/**
 * The text with a table's rows as labelled lines ("bedroom: yes") and without its header. Of a table with one row, each
 * cell is a line; where one row of several is ticked, the others are left out.
 */
export const tableAsLines = (text: string): string => {
  if (!text.includes("|")) return text
  const lines = text.split("\n")
  const ruleAt = lines.findIndex((line) => isTableRule(line.trim()))
  if (ruleAt < 1) return text
  const isRow = (line: string, i: number): boolean => i > ruleAt && line.includes("|")
  const rows = lines.filter(isRow)
  const ticked = rows.filter((row) => cellsOf(row).some(isTick))
  const isChosen = rows.length > 1 && ticked.length === 1
  return lines.flatMap((line, i) => {
    if (i === ruleAt || i === ruleAt - 1) return []
    if (!isRow(line, i)) return [line]
    const cells = cellsOf(line)
    if (rows.length === 1) return cells
    if (isChosen) return cells.some(isTick) ? [asLabelled(cells.filter((cell) => !isTick(cell)))] : []
    return [asLabelled(cells)]
  }).join("\n")
}

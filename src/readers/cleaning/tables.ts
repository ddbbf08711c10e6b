/** The cells of a table's row. */
export const cellsOf = (line: string): readonly string[] =>
  line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim())

const tableRule = /^\|?[\s:|-]{0,100}-{2,}[\s:|-]{0,100}\|?$/

/** Whether the line is the rule between a table's header and its rows. */
export const isTableRule = (line: string): boolean => line.includes("|") && tableRule.test(line)

/** The text with the cells of a table's rows as lines, and without its header. */
export const tableAsLines = (text: string): string => {
  if (!text.includes("|")) return text
  const lines = text.split("\n")
  const ruleAt = lines.findIndex((line) => isTableRule(line.trim()))
  if (ruleAt < 1) return text
  return lines.flatMap((line, i) =>
    i === ruleAt || i === ruleAt - 1 ? [] : i > ruleAt && line.includes("|") ? cellsOf(line) : [line]
  ).join("\n")
}

/**
 * What tables are written as.
 */
export const tableFormats = ["latex", "markdown", "csv", "json"] as const
export type TableFormat = typeof tableFormats[number]

/**
 * Lists of answers in a prompt: one lettered line each, and the way back.
 */
const letter = (i: number): string => String.fromCodePoint("a".codePointAt(0)! + i)

/** `a) first`, `b) second`, … one a line. */
export const letteredList = (items: readonly string[]): string =>
  items.map((item, i) => `${letter(i)}) ${item}`).join("\n")

/** The items of a lettered list. */
export const letteredItems = (list: string): readonly string[] =>
  list.split("\n").map((line) => line.replace(/^.\) /u, ""))

/** Arrows between an old and a new text, or an old and a new word. */
const arrows = ["->", "=>", "\u2192", "\u279C", "\u279D", "\u279E", "\u279F", "\u27A0", "\u27A1", "\u21D2"]

/** Whether there is an arrow in a text; most have none, and need no look at what stands around it. */
export const hasArrow = (text: string): boolean => arrows.some((arrow) => text.includes(arrow))

/** Answers that are taken back in the same breath: "c) office... hmm, no, b) hallway". */

const takenBack =
  /(?:\.{2,}|\u2026|\s[-\u2013\u2014]{1,2})\s*(?:(?:sorry|hm+|oh|wait|ah|um|er|well|actually)[,.]*\s+)*(?:no|nope)[,.:;]+(?:\s+(?:sorry|wait|make that)\b[,.:;]*)?\s+/gi

/** The text with each such turn as a correction. */
export const asCorrections = (text: string): string => text.replace(takenBack, ".\nCorrection:\n")

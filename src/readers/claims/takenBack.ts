/** Answers that are taken back in the same breath: "c) office... hmm, no, b) hallway". */

const takenBack =
  /(?:\.{2,}|\u2026|\s[-\u2013\u2014]{1,2})\s*(?:(?:sorry|hm+|oh|wait|ah|um|er|well|actually)[,.]*\s+)*(?:no|nope)[,.:;]+(?:\s+(?:sorry|wait|make that)\b[,.:;]*)?\s+/gi

/** What every such turn has. */
const refusal = /\bno(?:pe)?[,.:;]/i

/** The text with each such turn as a correction. */
export const asCorrections = (text: string): string =>
  refusal.test(text) ? text.replace(takenBack, ".\nCorrection:\n") : text

export { type Ability, readAbility } from "./ability.ts"
export type { Entailment } from "./choices/entailmentWords.ts"
export { readEntailment } from "./entailment.ts"
export { type Masked, maskWords } from "./masks.ts"
export { normaliseMasks, splitAtMasks, type Stretch } from "./maskSpellings.ts"
export { readMultiChoice } from "./multiChoice.ts"
export { readParagraph } from "./paragraph.ts"
export { readSentiment } from "./sentiment.ts"
export type { Sentiment } from "./sentiment/sentimentWords.ts"
export { readWords } from "./words.ts"

/** Changes whenever a reader may read an answer differently, so that stored readings can be told apart. */
export const readerVersion = "6"

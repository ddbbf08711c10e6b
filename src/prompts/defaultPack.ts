/**
 * The wording that is used unless a user brings another.
 */
import { entailment } from "./default/entailment.ts"
import { multiChoice } from "./default/multiChoice.ts"
import { sentiment } from "./default/sentiment.ts"
import { packDigest, type PromptPack } from "./PromptPack.ts"

/** The wording without a pack of one's own: plain answers, every variation of the paper. */
export const defaultPack: PromptPack = {
  name: "default",
  masks: {
    redacted: { token: "[REDACTED]", word: "redacted" },
    removed: { token: "[REMOVED]", word: "removed" }
  },
  sentiment,
  "multi-choice": multiChoice,
  entailment
}

/** Tells the default pack from every other. */
export const defaultPackDigest = packDigest(defaultPack)

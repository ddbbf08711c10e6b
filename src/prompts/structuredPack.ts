/**
 * The default wording with answers in JSON, by a schema where the server can force one: an answer that cannot be read
 * and an explanation that is not faithful can then be told apart.
 */
import { defaultPack } from "./defaultPack.ts"
import type { PromptPack } from "./PromptPack.ts"
import { entailment } from "./structured/entailment.ts"
import { multiChoice } from "./structured/multiChoice.ts"
import { sentiment } from "./structured/sentiment.ts"

export const structuredPack: PromptPack = {
  name: "structured",
  masks: defaultPack.masks,
  sentiment,
  "multi-choice": multiChoice,
  entailment
}

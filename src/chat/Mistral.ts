/**
 * The chat format of Mistral 7B Instruct v0.1 and v0.2, which has no system role.
 */
import type { ChatFormat } from "./ChatFormat.ts"

export const Mistral: ChatFormat = {
  name: "Mistral",
  stop: ["[INST]", "[/INST]", "</s>"],
  hasSystem: false,
  defaultSystem: null,
  render: ({ turns }) => ({
    _tag: "Text",
    text: "<s>" + turns
      .map(({ assistant, user }, i) => {
        const opening = `[INST] ${user} [/INST]${assistant ?? ""}`
        return i === turns.length - 1 ? opening : `${opening}</s>`
      })
      .join(" ")
  })
}

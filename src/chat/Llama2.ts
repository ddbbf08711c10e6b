/**
 * The chat format of Llama 2, as the paper sent it: with `<s>` in the text of every turn.
 */
import type { ChatTurn } from "../domain/Prompt.ts"
import type { ChatFormat } from "./ChatFormat.ts"

/**
 * Model data: the default system message that Meta published with Llama 2 (`DEFAULT_SYSTEM_PROMPT` in
 * llama/generation.py of its reference code), as the paper's code uses it.
 */
const defaultSystem =
  "You are a helpful, respectful and honest assistant. Always answer as helpfully as possible, "
  + "while being safe. Your answers should not include any harmful, unethical, racist, sexist, toxic, dangerous, "
  + "or illegal content. Please ensure that your responses are socially unbiased and positive in nature.\n\n"
  + "If a question does not make any sense, or is not factually coherent, explain why instead of answering "
  + "something not correct. If you don't know the answer to a question, please don't share false information."

const renderTurn = ({ assistant, user }: ChatTurn, system: string | undefined, isLast: boolean): string => {
  const instruction = system === undefined ? user : `<<SYS>>\n${system}\n<</SYS>>\n\n${user}`
  const opening = `<s>[INST] ${instruction} [/INST]`
  if (assistant === undefined) return opening
  return isLast ? `${opening} ${assistant}` : `${opening} ${assistant} </s>`
}

export const Llama2: ChatFormat = {
  name: "Llama2",
  stop: ["[INST]", "[/INST]", "<s>", "</s>"],
  hasSystem: true,
  defaultSystem,
  render: ({ system, turns }) => ({
    _tag: "Text",
    text: turns
      .map((turn, i) => renderTurn(turn, i === 0 ? system : undefined, i === turns.length - 1))
      .join("")
  })
}

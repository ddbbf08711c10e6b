/**
 * The chat format of Falcon's instruction-tuned models: plain lines, each with its speaker.
 */
import type { ChatFormat } from "./ChatFormat.ts"

/**
 * Model data: the message that opens a conversation in the demonstration which the Technology Innovation Institute
 * published with Falcon (the Hugging Face space of falcon-chat), as the paper's code uses it.
 */
const defaultSystem =
  "The following is a conversation between a highly knowledgeable and intelligent AI assistant, "
  + "called Falcon, and a human user, called User. In the following interactions, User and Falcon will converse in "
  + "natural language, and Falcon will answer User's questions. Falcon was built to be respectful, polite and "
  + "inclusive. Falcon was built by the Technology Innovation Institute in Abu Dhabi. Falcon will never decline to "
  + "answer a question, and always attempts to give an answer that User would be satisfied with. It knows a lot, "
  + "and always tells the truth. The conversation begins."

export const Falcon: ChatFormat = {
  name: "Falcon",
  stop: ["User:", "Falcon:", "</s>"],
  hasSystem: true,
  defaultSystem,
  render: ({ system, turns }) => ({
    _tag: "Text",
    text: (system === undefined ? "" : `${system}\n`) + turns
      .map(({ assistant, user }) => `User: ${user}\nFalcon:${assistant === undefined ? "" : ` ${assistant}`}`)
      .join("\n")
  })
}

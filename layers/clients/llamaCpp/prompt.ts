/**
 * A prompt as the model's tokens.
 */
import { Effect } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { ChatMessage, Prompt } from "../../../src/domain/Prompt.ts"
import type { ChatHistoryItem, ChatWrapper, LlamaText, Model, Token } from "./api.ts"
import type { Engine } from "./engine.ts"
import { reasonOf } from "./load.ts"

export interface PromptTokens {
  readonly tokens: readonly Token[]
  /** Special tokens and texts that end an answer in the model's chat format. */
  readonly stopTokens: readonly Token[]
  readonly stopTexts: readonly string[]
}

const unsupported = (message: string) => generateError({ _tag: "Unsupported", message })

/** With the beginning-of-text token where the model wants one and the prompt does not bring it. */
const begun = ({ tokens: { bos, shouldPrependBosToken } }: Model, tokens: readonly Token[]) =>
  bos !== null && shouldPrependBosToken && tokens[0] !== bos ? [bos, ...tokens] : tokens

const historyOf = (messages: readonly ChatMessage[]): ChatHistoryItem[] => {
  const history = messages.map(({ content, role }): ChatHistoryItem =>
    role === "assistant" ? { type: "model", response: [content] } : { type: role, text: content }
  )
  // The wrapper renders up to the last answer's text: an empty one opens the answer, a given one is continued.
  return messages.at(-1)?.role === "assistant" ? history : [...history, { type: "model", response: [] }]
}

/** What closes an answer in the chat format: a special token, or else a text. */
const closing = (model: Model, triggers: readonly LlamaText[]) => {
  const stopTokens: Token[] = []
  const stopTexts: string[] = []
  for (const trigger of triggers) {
    const [first] = trigger.tokenize(model.tokenizer)
    const text = trigger.toString().trim()
    if (first === undefined) continue
    if (model.isSpecialToken(first)) stopTokens.push(first)
    else if (text !== "") stopTexts.push(text)
  }
  return { stopTokens, stopTexts }
}

/**
 * The reader of prompts. A text is read token for token, with the special tokens that it names; a chat goes through the
 * template in the model's file. node-llama-cpp's own formats, which it prefers to templates that render alike, are not
 * used: some write today's date.
 */
export const promptReader = ({ library, model }: Engine) => {
  let wrapper: ChatWrapper | null = null

  const chatWrapper = (): ChatWrapper => {
    const template = model.fileInfo.metadata.tokenizer?.chat_template
    if (template === undefined || template.trim() === "") {
      throw new Error("the model's file has no chat template")
    }
    return new library.JinjaTemplateChatWrapper({ template, reasoning: null, tokenizer: model.tokenizer })
  }

  const readChat = (messages: readonly ChatMessage[]): PromptTokens => {
    wrapper ??= chatWrapper()
    const { contextText, stopGenerationTriggers } = wrapper.generateContextState({
      chatHistory: historyOf(messages)
    })
    return {
      tokens: begun(model, contextText.tokenize(model.tokenizer)),
      ...closing(model, stopGenerationTriggers)
    }
  }

  return (prompt: Prompt): Effect.Effect<PromptTokens, GenerateError> =>
    prompt._tag === "Text"
      ? Effect.sync(() => ({
        tokens: prompt.bos === undefined
          ? begun(model, model.tokenize(prompt.text, true))
          : model.tokenize(prompt.text, true),
        stopTokens: [],
        stopTexts: []
      }))
      : Effect.try({
        try: () => readChat(prompt.messages),
        catch: (cause) =>
          unsupported(
            `the model's own chat template cannot be used: ${
              reasonOf(cause)
            }; choose a chat format with --model-type`
          )
      })
}

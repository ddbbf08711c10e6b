/**
 * A prompt as the model's tokens: the same ones as llama.cpp's server and its `/v1/completions` and
 * `/v1/chat/completions` make of it.
 */
import { Either } from "effect"
import { type TemplateRenderer, tryTemplate } from "../../../src/chat/Template.ts"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import { type ChatPrompt, type Prompt, withoutBos } from "../../../src/domain/Prompt.ts"
import type { Model, Token } from "./api.ts"
import { reasonOf } from "./load.ts"

/** How prompts become tokens by one model. */
export interface PromptReader {
  /** The text of a prompt, without the beginning-of-text token that is added to every text. */
  readonly textOf: (prompt: Prompt) => Either.Either<string, GenerateError>
  /**
   * The tokens of a text, with the special tokens that it names, behind the one of the beginning where the model wants
   * one: a text that brings that of its own has it twice, as with a server.
   */
  readonly tokensOf: (text: string) => readonly Token[]
}

const unusable = (why: string) =>
  generateError({ _tag: "Unsupported", message: `${why}; choose a chat format with --model-type` })

const origin = "the model's file"

/** The chat template in the model's file, tried out. */
const fileTemplate = ({ fileInfo, tokens }: Model): Either.Either<TemplateRenderer, GenerateError> => {
  const text = fileInfo.metadata.tokenizer?.chat_template
  if (text === undefined || text.trim() === "") return Either.left(unusable(`${origin} has no chat template`))
  return Either.mapLeft(
    tryTemplate({
      text,
      tokens: { bos_token: tokens.bosString ?? "", eos_token: tokens.eosString ?? "" },
      addsBos: tokens.shouldPrependBosToken,
      origin
    }),
    ({ message }) => unusable(message)
  )
}

/** The text that a template makes of messages. */
const renderChat = ({ noSystem, render }: TemplateRenderer, { messages }: ChatPrompt) => {
  if (noSystem !== null && messages.some(({ role }) => role === "system")) {
    return Either.left(unusable(`the chat template of ${origin} has no system role (${noSystem})`))
  }
  return Either.try({
    try: () => withoutBos(render(messages)),
    catch: (cause) => unusable(`the chat template of ${origin} cannot be used: ${reasonOf(cause)}`)
  })
}

/**
 * The reader of prompts. A chat goes through the template in the model's file as a whole: node-llama-cpp's own way of
 * tokenising a chat piece by piece has other tokens at their edges.
 */
export const promptReader = (model: Model): PromptReader => {
  const template = fileTemplate(model)
  const { bos, shouldPrependBosToken } = model.tokens
  const beginning = bos !== null && shouldPrependBosToken ? [bos] : []
  return {
    textOf: (prompt) =>
      prompt._tag === "Text"
        ? Either.right(withoutBos(prompt))
        : Either.flatMap(template, (template) => renderChat(template, prompt)),
    tokensOf: (text) => [...beginning, ...model.tokenize(text, true)]
  }
}

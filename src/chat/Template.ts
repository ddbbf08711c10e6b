/**
 * Any model's format, by the Jinja template that its publisher ships.
 */
import { Either } from "effect"
import type { ChatMessage, TextPrompt } from "../domain/Prompt.ts"
import { chatMessages } from "./Chat.ts"
import type { ChatFormat } from "./ChatFormat.ts"
import { type ChatTemplate, ChatTemplateError } from "./ChatTemplate.ts"
import { compileJinja, RaisedByTemplate } from "./jinja.ts"

/** A text that no template has of itself. */
const probe = "a question to find out how the template works"

const reasonOf = (cause: unknown): string => {
  if (cause instanceof RaisedByTemplate) return `it says: ${cause.message}`
  return cause instanceof Error ? cause.message : String(cause)
}

/** A template that has been tried out. */
export interface TemplateRenderer {
  /**
   * The prompt of messages, complete with every special token that the template writes; the assistant's message at the
   * end, if there is one, opens the answer. It throws what the template says is wrong.
   */
  readonly render: (messages: readonly ChatMessage[]) => TextPrompt
  /** Why a system message cannot be rendered; null where it can. */
  readonly noSystem: string | null
}

const rendererOf = ({ addsBos, text, tokens }: ChatTemplate): TemplateRenderer["render"] => {
  const render = compileJinja(text)
  const bos = addsBos ? tokens["bos_token"] ?? "" : ""
  return (all) => {
    const last = all.at(-1)
    const opening = last?.role === "assistant" ? last.content : null
    const messages = opening === null ? all : all.slice(0, -1)
    const variables = { ...tokens, messages, tools: null, documents: null, add_generation_prompt: true }
    const rendered = render(variables)
    return {
      _tag: "Text",
      // The opening of an answer stands where the model would go on.
      text: rendered + (opening ?? ""),
      bos: rendered.startsWith(bos) ? bos : ""
    }
  }
}

/** What comes of a system message: null where the prompt has it, else why it does not. */
const systemProblem = (render: TemplateRenderer["render"]): string | null => {
  try {
    const { text } = render([{ role: "system", content: probe }, { role: "user", content: "U" }])
    return text.includes(probe) ? null : "it leaves the message out"
  } catch (cause) {
    return reasonOf(cause)
  }
}

/**
 * Tries a template out, once: it must be Jinja that we know, and put the user's message into the prompt. Whether it has
 * a system role shows in the same way.
 */
export const tryTemplate = (template: ChatTemplate): Either.Either<TemplateRenderer, ChatTemplateError> => {
  const fail = (problem: string) =>
    Either.left(
      new ChatTemplateError({ message: `the chat template of ${template.origin} cannot be used: ${problem}` })
    )
  try {
    const render = rendererOf(template)
    return render([{ role: "user", content: probe }]).text.includes(probe)
      ? Either.right({ render, noSystem: systemProblem(render) })
      : fail("it leaves the user's message out")
  } catch (cause) {
    return fail(reasonOf(cause))
  }
}

/** The format that a template makes. Its prompts are complete; clients see to it that no special token comes twice. */
export const templateFormat = (template: ChatTemplate): Either.Either<ChatFormat, ChatTemplateError> =>
  Either.map(tryTemplate(template), ({ noSystem, render }): ChatFormat => {
    const { eos_token: eos = "" } = template.tokens
    return {
      name: "Template",
      stop: eos === "" ? [] : [eos],
      hasSystem: noSystem === null,
      ...(noSystem === null ? {} : { noSystem: `the chat template of ${template.origin}: ${noSystem}` }),
      origin: template.origin,
      defaultSystem: null,
      render: (history) => render(chatMessages(history))
    }
  })

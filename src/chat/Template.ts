/**
 * Any model's format, by the Jinja template that its publisher ships.
 */
import { Either } from "effect"
import type { ChatHistory, TextPrompt } from "../domain/Prompt.ts"
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

const renderer = ({ addsBos, text, tokens }: ChatTemplate) => {
  const render = compileJinja(text)
  const bos = addsBos ? tokens["bos_token"] ?? "" : ""
  return ({ turns, ...history }: ChatHistory): TextPrompt => {
    const last = turns.at(-1)!
    const [first, ...rest] = [...turns.slice(0, -1), { user: last.user }]
    const messages = chatMessages({ ...history, turns: [first!, ...rest] })
    const variables = { ...tokens, messages, tools: null, documents: null, add_generation_prompt: true }
    const rendered = render(variables)
    return {
      _tag: "Text",
      // The opening of an answer stands where the model would go on.
      text: rendered + (last.assistant ?? ""),
      bos: rendered.startsWith(bos) ? bos : ""
    }
  }
}

/** What comes of a system message: null where the prompt has it, else why it does not. */
const systemProblem = (render: (history: ChatHistory) => TextPrompt): string | null => {
  try {
    const { text } = render({ system: probe, turns: [{ user: "U" }] })
    return text.includes(probe) ? null : "it leaves the message out"
  } catch (cause) {
    return reasonOf(cause)
  }
}

/**
 * The format that a template makes, tried out once: it must be Jinja that we know, and put the user's message into the
 * prompt. Whether it has a system role shows in the same way.
 *
 * Prompts are complete, with every special token that the template writes; clients see to it that none comes twice.
 */
export const templateFormat = (template: ChatTemplate): Either.Either<ChatFormat, ChatTemplateError> => {
  const fail = (problem: string) =>
    Either.left(
      new ChatTemplateError({ message: `the chat template of ${template.origin} cannot be used: ${problem}` })
    )
  try {
    const render = renderer(template)
    if (!render({ turns: [{ user: probe }] }).text.includes(probe)) {
      return fail("it leaves the user's message out")
    }
    const problem = systemProblem(render)
    const { eos_token: eos = "" } = template.tokens
    return Either.right({
      name: "Template",
      stop: eos === "" ? [] : [eos],
      hasSystem: problem === null,
      ...(problem === null ? {} : { noSystem: `the chat template of ${template.origin}: ${problem}` }),
      origin: template.origin,
      defaultSystem: null,
      render
    })
  } catch (cause) {
    return fail(reasonOf(cause))
  }
}

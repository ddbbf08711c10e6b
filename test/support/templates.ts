/**
 * Chat templates in the styles of real ones, written for these tests.
 */
import { Either } from "effect"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { makeChatTemplate } from "../../src/chat/ChatTemplate.ts"
import { templateFormat } from "../../src/chat/Template.ts"

/** The styles: a folder each, as a model's repository has the files. */
export type TemplateStyle = "dated" | "strict" | "merging" | "thinking" | "several"

export const templateFolder = (style: TemplateStyle): string =>
  fileURLToPath(new URL(`../fixtures/templates/${style}`, import.meta.url))

export const templateFiles = (style: TemplateStyle) => {
  const read = (name: string) => {
    const path = `${templateFolder(style)}/${name}`
    return existsSync(path) ? readFileSync(path, "utf8") : null
  }
  return { jinja: read("chat_template.jinja"), config: read("tokenizer_config.json") }
}

export const templateOf = (style: TemplateStyle) =>
  Either.getOrThrow(makeChatTemplate(templateFiles(style), style))

export const formatOf = (style: TemplateStyle) => Either.getOrThrow(templateFormat(templateOf(style)))

/** A template that is nothing but its text. */
export const bare = (text: string) => ({ text, tokens: {}, addsBos: true, origin: "x/y" })

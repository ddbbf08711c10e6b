import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { hubTemplate, localTemplate } from "../../../layers/models/templates.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { templateFolder, templateOf } from "../../support/templates.ts"

const problem = (path: string) => Effect.map(Effect.flip(localTemplate(path)), ({ message }) => message)

describe("localTemplate", () => {
  it.effect("reads a folder, or either file in it", () =>
    Effect.gen(function*() {
      const folder = templateFolder("dated")
      const { text, tokens } = templateOf("dated")
      expect(yield* localTemplate(folder)).toEqual({ text, tokens, addsBos: true, origin: folder })
      const jinja = join(folder, "chat_template.jinja")
      expect(yield* localTemplate(jinja)).toEqual({ text, tokens, addsBos: true, origin: jinja })
      expect(yield* localTemplate(join(folder, "tokenizer_config.json")))
        .toMatchObject({ text: "the file beside this one is taken", tokens })
    }))

  it.scopedLive("reads a template by any name, with no tokens where nothing says any", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const path = join(folder, "mine.jinja")
      yield* Effect.promise(() => writeFile(path, "{{ messages[0].content }}"))
      expect(yield* localTemplate(path))
        .toEqual({ text: "{{ messages[0].content }}", tokens: {}, addsBos: true, origin: path })
    }))

  it.scopedLive("says what is not there", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* Effect.promise(() => mkdir(join(folder, "empty")))
      expect(yield* problem(join(folder, "none"))).toMatch(/none: there is no such file or folder$/)
      expect(yield* problem(join(folder, "empty")))
        .toMatch(/empty has neither chat_template.jinja nor tokenizer_config.json$/)
    }))
})

describe("hubTemplate", () => {
  it.effect("takes no path for a name on the Hub", () =>
    Effect.gen(function*() {
      for (const id of ["./model", "/models/x", "a/b/c", "../x"]) {
        const { message } = yield* Effect.flip(hubTemplate(id, "main"))
        expect(message).toMatch(/is no name on the Hub, such as owner\/name.*--template$/)
      }
    }))
})

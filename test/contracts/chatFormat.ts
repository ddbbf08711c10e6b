/**
 * What every chat format does with one turn, which is all that an experiment's sessions have.
 */
import { describe, expect, it } from "@effect/vitest"
import type { ChatFormat } from "../../src/chat/ChatFormat.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"

const question = "Is \"this\" a <b>question</b>?\n\nParagraph: {{ braces }} {% and %} [INST] ä 漢 🙂"
const occurrences = (text: string, part: string) => text.split(part).length - 1

export const chatFormatContract = (name: string, format: ChatFormat): void => {
  const shown = (history: Parameters<ChatFormat["render"]>[0]) => showPrompt(format.render(history))

  describe(`one turn of ${name}`, () => {
    it("has the user's words once, letter for letter", () => {
      expect(occurrences(shown({ turns: [{ user: question }] }), question)).toBe(1)
    })

    it("is the same each time", () => {
      const once = format.render({ turns: [{ user: question }] })
      expect(format.render({ turns: [{ user: question }] })).toEqual(once)
    })

    it("ends where the answer begins, which may be opened", () => {
      const opened = format.render({ turns: [{ user: question, assistant: "Par" }] })
      const plain = shown({ turns: [{ user: question }] })
      expect(showPrompt(opened).startsWith(plain)).toBe(true)
      expect(showPrompt(opened).endsWith("Par")).toBe(true)
    })

    it("has the system message before the user's, exactly if there is such a role", () => {
      if (!format.hasSystem) return
      const text = shown({ system: "Be brief.", turns: [{ user: question }] })
      expect(occurrences(text, "Be brief.")).toBe(1)
      expect(text.indexOf("Be brief.")).toBeLessThan(text.indexOf(question))
    })

    it("begins with the token that it says it begins with", () => {
      const prompt = format.render({ turns: [{ user: question }] })
      if (prompt._tag === "Text") expect(prompt.text.startsWith(prompt.bos ?? "")).toBe(true)
      else expect(prompt.messages.at(-1)).toEqual({ role: "user", content: question })
    })
  })
}

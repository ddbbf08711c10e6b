import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { createHash } from "node:crypto"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { readFile } from "../../../../layers/datasets/table/readFile.ts"
import { temporaryFolder } from "../../../support/folder.ts"

const good = { text: "It was good.", label: "positive" }
const bad = { text: "It was bad.", label: "negative" }
const lines = (...rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join("\n")

const read = Effect.fnUntraced(function*(content: string | Buffer) {
  const path = join(yield* temporaryFolder, "mine.jsonl")
  yield* Effect.promise(() => writeFile(path, content))
  return yield* readFile(path)
}, Effect.scoped)

/** What is wrong, without the folder. */
const complaint = (content: string) =>
  Effect.map(Effect.flip(read(content)), (error) => {
    expect(error).toMatchObject({ _tag: "DatasetError", reason: "Invalid" })
    return error.message.replace(/^.*mine\.jsonl/, "mine.jsonl")
  })

describe("readFile", () => {
  it.effect("reads sentiment, multi-choice and entailment by their fields", () =>
    Effect.gen(function*() {
      const sentiment = yield* read(lines(good, bad))
      expect(sentiment).toMatchObject({
        category: "sentiment",
        rows: [{ idx: 0, ...good }, { idx: 1, ...bad }]
      })
      const question = { paragraph: "P", question: "Q", choices: ["b", "a"], label: "a" }
      expect(yield* read(lines(question)))
        .toMatchObject({ category: "multi-choice", rows: [{ idx: 0, ...question, choices: ["a", "b"] }] })
      const claim = { paragraph: "P", hypothesis: "H", label: "yes" }
      expect(yield* read(lines(claim))).toMatchObject({
        category: "entailment",
        rows: [{ idx: 0, ...claim }]
      })
    }))

  it.effect("ignores fields that it does not know, and an idx of the file's own", () =>
    Effect.gen(function*() {
      const { rows } = yield* read(lines({ ...good, idx: 77, source: "me" }))
      expect(rows).toEqual([{ idx: 0, ...good }])
    }))

  it.effect("takes Windows line ends, a byte order mark, blank lines and a missing last line end", () =>
    Effect.gen(function*() {
      const texts = [
        `${lines(good, bad)}`,
        `${lines(good, bad)}\n`,
        `${lines(good)}\r\n${lines(bad)}\r\n`,
        `\uFEFF${lines(good)}\n\n  \n${lines(bad)}\n\n`
      ]
      for (const text of texts) {
        expect((yield* read(text)).rows).toEqual([{ idx: 0, ...good }, { idx: 1, ...bad }])
      }
    }))

  it.effect("keeps the text as it is, line ends and all", () =>
    Effect.gen(function*() {
      const text = "  One.\r\n\nTwo… 🦜 \u2028 "
      expect((yield* read(lines({ ...good, text }))).rows).toEqual([{ idx: 0, ...good, text }])
    }))

  it.effect("has the SHA-256 of the bytes", () =>
    Effect.gen(function*() {
      const bytes = Buffer.from(`\uFEFF${lines(good)}\r\n`)
      expect((yield* read(bytes)).sha256).toBe(createHash("sha256").update(bytes).digest("hex"))
    }))

  it.effect("names the line that is no JSON, counted in the file", () =>
    Effect.gen(function*() {
      expect(yield* complaint(`${lines(good)}\r\n\r\n{"text": "cut`)).toMatch(
        /^mine\.jsonl line 3: not JSON \(.+\)$/
      )
      expect(yield* complaint(`{'text': 1}\n${lines(good)}`)).toMatch(/^mine\.jsonl line 1: not JSON/)
    }))

  it.effect("names the line that is no object", () =>
    Effect.gen(function*() {
      for (const row of [[1], "text", 3, null]) {
        expect(yield* complaint(lines(good, row))).toMatch(
          /^mine\.jsonl line 2: a row must be a JSON object; sentiment rows/
        )
      }
    }))

  it.effect("names the line and field that do not fit, and what would", () =>
    Effect.gen(function*() {
      expect(yield* complaint(lines(good, { ...bad, label: "bad" })))
        .toMatch(/^mine\.jsonl line 2 is no sentiment row: label: .*"positive".*"negative"/)
      expect(yield* complaint(lines(good, { label: "positive" })))
        .toMatch(/^mine\.jsonl line 2 is no sentiment row: text: is missing/)
      expect(yield* complaint(lines({ paragraph: "P", question: "Q", choices: ["a", "b"], label: "c" })))
        .toMatch(/^mine\.jsonl line 1 is no multi-choice row: label: the label "c" is none of the choices/)
    }))

  it.effect("names a row of another category than the first", () =>
    Effect.gen(function*() {
      expect(yield* complaint(lines(good, { paragraph: "P", hypothesis: "H", label: "yes" })))
        .toMatch(/^mine\.jsonl line 2 is no sentiment row: /)
    }))

  it.effect("names the fields that fit no category, and all that would", () =>
    Effect.gen(function*() {
      const message = yield* complaint(lines({ sentence: "S", gold: 1 }))
      expect(message).toContain(
        "mine.jsonl line 1: the fields sentence, gold fit no category; sentiment rows have text"
      )
      expect(message).toContain("multi-choice rows have paragraph, question, choices")
      expect(message).toContain("entailment rows have paragraph, hypothesis")
    }))

  it.effect("says that there is nothing in an empty file", () =>
    Effect.gen(function*() {
      for (const text of ["", "\uFEFF", "\n \r\n"]) {
        expect(yield* complaint(text)).toBe("mine.jsonl: there are no rows")
      }
    }))

  it.effect("says that a file is missing, and that a folder is none", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const missing = join(folder, "no.jsonl")
      expect(yield* Effect.flip(readFile(missing)))
        .toMatchObject({ reason: "Missing", message: `${missing}: there is no such file` })
      const error = yield* Effect.flip(readFile(folder))
      expect(error.reason).toBe("Unreadable")
      expect(error.message).toContain(folder)
    }).pipe(Effect.scoped))
})

import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ask, askJson, heldRecord, servedViewer } from "../../support/viewer.ts"

const id = "experiment"
const record = heldRecord(3, [
  { session: "predict", prompt: "How is it?", answer: "I would not say good.", reading: null },
  { session: "explain", prompt: "Edit it.", answer: "Here: it is bad.", reading: "it is bad." }
])

const stored = Effect.gen(function*() {
  const viewer = yield* servedViewer
  const records = Effect.map(record, (one) => [one])
  yield* viewer.store(id, records)
  const { transcript } = yield* askJson(viewer.url, `/api/experiments/${id}/observations/3`)
  const [{ answer }] = transcript.sessions
  const { host, origin } = new URL(viewer.url)
  const post = (body: unknown, headers: { readonly [name: string]: string } = {}) =>
    ask(viewer.url, `/api/experiments/${id}/annotations`, {
      method: "POST",
      headers: { host, origin, "content-type": "application/json", ...headers },
      body: JSON.stringify(body)
    })
  return { ...viewer, answer, post }
})

describe("corrections of readings", () => {
  it.scoped("are kept with what they were made of, and exported as rows of the readers' tests", () =>
    Effect.gen(function*() {
      const { answer, folder, post, url } = yield* stored
      const before = yield* askJson(url, `/api/experiments/${id}/observations/3`)
      const correction = {
        idx: 3,
        session: "predict",
        answer,
        expected: "negative",
        note: "not good",
        author: "me"
      }
      expect(yield* post(correction)).toMatchObject({ status: 200 })
      const after = yield* askJson(url, `/api/experiments/${id}/observations/3`)
      expect(after).toEqual({ ...before, annotations: [expect.objectContaining(correction)] })
      const exported = yield* ask(url, `/api/experiments/${id}/annotations`)
      expect(exported.headers["content-disposition"]).toBe(
        "attachment; filename=\"experiment.annotations.jsonl\""
      )
      expect(exported.text).toBe(
        "{\"reader\":\"sentiment\",\"answer\":\"I would not say good.\",\"expected\":\"negative\","
          + "\"style\":\"experiment 3 predict\"}\n"
      )
      const file = yield* Effect.promise(() =>
        readFile(join(folder, "results", "annotations", `${id}.jsonl`), "utf8")
      )
      expect(JSON.parse(file)).toMatchObject({
        ...correction,
        experiment: id,
        text: "I would not say good.",
        reader: "sentiment",
        readers: "1",
        reading: null,
        rule: "bare-word"
      })
    }))

  it.scoped("are added to, never replaced; the last word is exported", () =>
    Effect.gen(function*() {
      const { answer, post, url } = yield* stored
      const correction = { idx: 3, session: "predict", answer, expected: "negative" }
      yield* post(correction)
      yield* post({ ...correction, expected: null })
      const { annotations } = yield* askJson(url, `/api/experiments/${id}/observations/3`)
      expect(annotations).toHaveLength(2)
      const { text } = yield* ask(url, `/api/experiments/${id}/annotations`)
      expect(text.trim().split("\n").map((line) => JSON.parse(line).expected)).toEqual([null])
    }))

  it.scoped("that do not fit are refused, with the reason", () =>
    Effect.gen(function*() {
      const { answer, post } = yield* stored
      const correction = { idx: 3, session: "predict", answer, expected: "negative" }
      const refused = (change: object) =>
        Effect.map(
          post({ ...correction, ...change }),
          ({ status, text }) => [status, JSON.parse(text).message]
        )
      expect(yield* refused({ idx: 4 })).toEqual([409, "experiment has no session predict of observation 4"])
      expect(yield* refused({ session: "ability" })).toMatchObject([
        409,
        expect.stringContaining("no session ability")
      ])
      expect(yield* refused({ answer: "another" })).toEqual([
        409,
        "observation 3 has another answer by now; look at it again"
      ])
      expect(yield* refused({ expected: ["a"] })).toEqual([409, "this answer is read as one text"])
      expect(yield* refused({ expected: 7 })).toMatchObject([400, expect.stringContaining("expected")])
    }))

  it.scoped("are taken from no other page, in no other form, and not in any length", () =>
    Effect.gen(function*() {
      const { answer, post, url } = yield* stored
      const correction = { idx: 3, session: "predict", answer, expected: "negative" }
      expect(yield* post(correction, { origin: "http://evil.example" })).toMatchObject({ status: 403 })
      expect(yield* post(correction, { "content-type": "text/plain" })).toMatchObject({ status: 415 })
      // The server hangs up on whoever goes on for too long.
      yield* Effect.exit(post({ ...correction, note: "x".repeat(1_100_000) }))
      expect(yield* ask(url, `/api/experiments/${id}/annotations`)).toMatchObject({ status: 200, text: "" })
    }))
})

import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { recordWith, sessionWith } from "../../support/records.ts"
import { ask, askJson, heldRecord, servedViewer } from "../../support/viewer.ts"

const id = "experiment"

const many = Effect.succeed(
  Array.from({ length: 130 }, (_, idx) =>
    recordWith(idx, {
      correct: idx % 2 === 0,
      verdict: idx % 3 === 0 ? null : true,
      sessions: [sessionWith("predict", { reading: idx < 100 ? "positive" : "negative" })]
    }))
)

interface Page {
  readonly rows: readonly { readonly idx: number }[]
  readonly selected: number
  readonly position: number | null
  readonly previous: number | null
  readonly next: number | null
}

const pageOf = (url: string, query: string): Effect.Effect<Page> =>
  askJson(url, `/api/experiments/${id}/observations?${query}`)

const idxOf = ({ rows }: Page) => rows.map(({ idx }) => idx)

describe("pages of observations", () => {
  it.scoped("go forwards and backwards through all, each once", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, many)
      const first = yield* pageOf(url, "")
      const second = yield* pageOf(url, `after=${first.next}`)
      const third = yield* pageOf(url, `after=${second.next}`)
      expect([first, second, third].flatMap(idxOf)).toEqual(Array.from({ length: 130 }, (_, i) => i))
      expect([first, second, third].map(({ position }) => position)).toEqual([1, 51, 101])
      expect([first.previous, third.next]).toEqual([null, null])
      expect(yield* pageOf(url, `before=${third.previous}`)).toEqual(second)
      expect(idxOf(yield* pageOf(url, `before=${second.previous}`))).toEqual(idxOf(first))
    }))

  it.scoped("have only what the filter selects, however it is combined", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, many)
      const page = yield* pageOf(url, "correct=no&verdict=unknown&answer=negative")
      expect(idxOf(page)).toEqual([105, 111, 117, 123, 129])
      expect(page).toMatchObject({ selected: 5, position: 1, previous: null, next: null })
      expect(yield* pageOf(url, "label=nobody%27s")).toMatchObject({ rows: [], selected: 0, position: null })
    }))
})

describe("the search", () => {
  const texts = Effect.forEach(
    Array.from({ length: 60 }, (_, idx) => idx),
    (idx) =>
      heldRecord(idx, [{
        session: "predict",
        prompt: `Is text ${idx} kind?`,
        answer: idx % 20 === 5 ? "A Needle in it" : "hay",
        reading: "positive"
      }])
  )

  it.scoped("finds words of answers and prompts in any case, and says how far it looked", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, texts)
      const found = yield* pageOf(url, "q=nEEdle")
      expect(idxOf(found)).toEqual([5, 25, 45])
      expect(found).toMatchObject({
        selected: 60,
        position: null,
        search: { words: "nEEdle", searched: 60, isDone: true }
      })
      expect(idxOf(yield* pageOf(url, "q=text+17"))).toEqual([17])
      expect(idxOf(yield* pageOf(url, "q=needle&after=5"))).toEqual([25, 45])
      expect(idxOf(yield* pageOf(url, "q=needle&before=45"))).toEqual([5, 25])
    }))

  it.scoped("leads from one find to the next", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, texts)
      expect(yield* askJson(url, `/api/experiments/${id}/observations/25?q=needle`)).toMatchObject({
        previous: 5,
        next: 45,
        position: null
      })
    }))
})

describe("one observation", () => {
  it.scoped("has its texts, its place among the selected, and its neighbours", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      const question = {
        session: "predict" as const,
        prompt: "How is it?",
        answer: "It is fine.",
        reading: "positive"
      }
      const other = recordWith(1, { correct: false })
      yield* store(
        id,
        Effect.map(heldRecord(4, [question], { correct: true }), (record) => [
          record,
          other,
          recordWith(2),
          recordWith(9)
        ])
      )
      const view = yield* askJson(url, `/api/experiments/${id}/observations/4?correct=yes`)
      expect(view).toMatchObject({
        previous: 2,
        next: 9,
        selected: 3,
        position: 2,
        readers: [
          { session: "predict", reader: "sentiment" },
          { session: "explain", reader: "paragraph" },
          { session: "explain_predict", reader: "sentiment" }
        ],
        transcript: {
          idx: 4,
          sessions: [{ prompt: { _tag: "Text", text: "How is it?" }, generation: { text: "It is fine." } }]
        }
      })
      expect(yield* askJson(url, `/api/experiments/${id}/observations/1?correct=yes`)).toMatchObject({
        position: null,
        previous: null,
        next: 2
      })
    }))

  it.scoped("is there when the cache has its texts no more", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      yield* store(id, Effect.succeed([recordWith(0)]))
      const view = yield* ask(url, `/api/experiments/${id}/observations/0`)
      expect(view.status).toBe(200)
      expect(JSON.parse(view.text)).toMatchObject({
        transcript: { sessions: [{ prompt: null, generation: null }] }
      })
    }))
})

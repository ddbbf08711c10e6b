import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { recordWith, sessionWith, specWith } from "../../support/records.ts"
import { askJson, servedViewer } from "../../support/viewer.ts"

const answered = (idx: number, reading: string, correct: boolean) =>
  recordWith(idx, { correct, verdict: true, sessions: [sessionWith("predict", { reading })] })

const stored = Effect.gen(function*() {
  const viewer = yield* servedViewer
  yield* viewer.store(
    "one",
    Effect.succeed([
      ...Array.from({ length: 120 }, (_, idx) => answered(idx, "positive", true)),
      answered(500, "positive", true)
    ])
  )
  yield* viewer.store(
    "other",
    Effect.succeed(
      Array.from(
        { length: 121 },
        (_, idx) => idx % 2 === 1 ? answered(idx, "negative", false) : answered(idx, "positive", true)
      )
    ),
    { seed: 1 }
  )
  return viewer
})

describe("two experiments side by side", () => {
  it.scoped("show in which observations they differ, page by page", () =>
    Effect.gen(function*() {
      const { url } = yield* stored
      const page = yield* askJson(url, "/api/comparisons/one/other")
      expect(page).toMatchObject({
        one: { id: "one" },
        other: { id: "other" },
        problem: null,
        paired: 120,
        onlyOne: 1,
        onlyOther: 1,
        counts: { answer: 60, correct: 60, verdict: 0, standing: 0 },
        differing: 60,
        position: 1,
        previous: null,
        next: 99
      })
      expect(page.rows[0]).toMatchObject({
        idx: 1,
        aspects: ["answer", "correct"],
        one: { answer: "positive" },
        other: { answer: "negative" }
      })
      const next = yield* askJson(url, "/api/comparisons/one/other?after=99")
      expect(next).toMatchObject({ position: 51, previous: 101, next: null })
      expect(next.rows).toHaveLength(10)
      const back = yield* askJson(url, "/api/comparisons/one/other?before=101")
      expect(back.rows).toEqual(page.rows)
      expect(yield* askJson(url, "/api/comparisons/one/other?differ=verdict")).toMatchObject({
        differing: 0,
        rows: []
      })
    }))

  it.scoped("have no verdict in common where their tasks ask for other things", () =>
    Effect.gen(function*() {
      const { store, url } = yield* servedViewer
      const judged = (verdict: boolean) => Effect.succeed([recordWith(0, { verdict })])
      yield* store("faithful", judged(true))
      yield* store("introspects", judged(false), { task: "answerable" })
      expect(yield* askJson(url, "/api/comparisons/faithful/introspects")).toMatchObject({
        paired: 1,
        differing: 0
      })
    }))

  it.scoped("have places for those that differ", () =>
    Effect.gen(function*() {
      const { url } = yield* stored
      expect(yield* askJson(url, "/api/comparisons/one/other/3?differ=correct")).toEqual({
        previous: 1,
        next: 5,
        position: 2,
        differing: 60
      })
      expect(yield* askJson(url, "/api/comparisons/one/other/4")).toMatchObject({
        previous: 3,
        next: 5,
        position: null
      })
    }))

  it.scoped("are told apart when they are about other data", () =>
    Effect.gen(function*() {
      const { store, url } = yield* stored
      const { dataset } = specWith()
      yield* store("elsewhere", Effect.succeed([recordWith(0)]), { dataset: { ...dataset, name: "SST2" } })
      expect(yield* askJson(url, "/api/comparisons/one/elsewhere")).toMatchObject({
        problem: "one is about IMDB, the other about SST2",
        rows: []
      })
    }))
})

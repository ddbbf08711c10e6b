import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { ClassPicture } from "../../../src/reporting/figures/Picture.ts"
import { drawnOf } from "../../support/figures.ts"
import type { Told } from "../../support/makeBelieve.ts"

const told = (label: string, predict: string, last: string): Told => ({ label, predict, last, verdict: true })

const pictureOf = (picture: unknown) => picture as ClassPicture

describe("class figures", () => {
  it.effect("count predictions by the answer of session 3, over all labels", () =>
    Effect.gen(function*() {
      const { drawings } = yield* drawnOf("redacted_y-classes_x-prompt", [{
        model: "falcon-7b",
        dataset: "IMDB",
        task: "redacted",
        told: [
          told("positive", "positive", "unknown"),
          told("negative", "positive", "unknown"),
          told("positive", "unknown", "negative"),
          told("negative", "negative", "negative")
        ]
      }])
      expect(drawings.map(({ stem }) => stem)).toEqual(["redacted_y-classes_x-prompt_m-falcon-7b_d-imdb"])
      const picture = pictureOf(drawings[0]!.picture)
      expect(picture).toMatchObject({
        rows: ["Persona: Objective"],
        columns: ["Long prompt"],
        toneTitle: "Answer in session 3",
        tones: [{ label: "Negative", isUndetermined: false }, { label: "Unknown", isUndetermined: true }],
        n: { least: 4, most: 4 }
      })
      expect(picture.panels).toEqual([{
        row: 0,
        column: 0,
        x: ["Positive", "Negative", "Unknown"],
        marks: [{ x: 0, tone: 1, count: 2 }, { x: 1, tone: 0, count: 1 }, { x: 2, tone: 0, count: 1 }]
      }])
      const rows = drawings[0]!.table.rows.map((
        { count, explain_predict, label, predict }
      ) => [label, predict, explain_predict, count])
      expect(rows).toEqual([
        ["negative", "negative", "negative", 1],
        ["negative", "positive", "unknown", 1],
        ["positive", "positive", "unknown", 1],
        ["positive", "unknown", "negative", 1]
      ])
    }))

  it.effect("tell answers by what they are to the label where each question has its own", () =>
    Effect.gen(function*() {
      const own = Array.from(
        { length: 9 },
        (_, i) => told(`answer ${i}`, `answer ${i % 8}`, i === 0 ? "unknown" : "x")
      )
      const cell = { model: "falcon-7b", dataset: "MCTest", task: "importance", told: own } as const
      const { drawings } = yield* drawnOf("importance_y-classes_x-prompt", [cell])
      const picture = pictureOf(drawings[0]!.picture)
      expect(picture.columns).toBeNull()
      expect(picture.panels[0]!.x).toEqual(["The label", "Another answer"])
      expect(picture.tones.map(({ label }) => label)).toEqual(["Another answer", "Unknown"])
      expect(picture.panels[0]!.marks).toEqual([
        { x: 0, tone: 0, count: 7 },
        { x: 0, tone: 1, count: 1 },
        { x: 1, tone: 0, count: 1 }
      ])
      expect(drawings[0]!.table.rows).toHaveLength(9)
    }))

  it.effect("fill classification by the label, and answerable by the ability", () =>
    Effect.gen(function*() {
      const both = [told("yes", "yes", "yes"), told("yes", "no", "no")]
      const cell = { model: "falcon-7b", dataset: "RTE", told: both }
      const { drawings } = yield* drawnOf("answerable_y-classes_x-prompt", [{ ...cell, task: "answerable" }])
      expect(pictureOf(drawings[0]!.picture).panels[0]!.marks).toEqual([
        { x: 0, tone: 0, count: 1 },
        { x: 1, tone: 1, count: 1 }
      ])
      const classified = yield* drawnOf("classify_y-classes_x-prompt", [
        { ...cell, task: "classify", told: both.map(({ label, predict }) => ({ label, predict })) }
      ])
      const picture = pictureOf(classified.drawings[0]!.picture)
      expect(picture.columns).toEqual(["Mask word: “redacted”"])
      expect(picture.tones).toEqual([{ label: "Yes", isUndetermined: false }])
      expect(picture.panels[0]!.marks).toEqual([{ x: 0, tone: 0, count: 1 }, { x: 1, tone: 0, count: 1 }])
    }))
})

import { describe, expect, it } from "@effect/vitest"
import type { ObservationRecord, SessionName } from "../../../src/domain/ObservationRecord.ts"
import {
  addRecord,
  emptyTally,
  ratesOf,
  standingOf,
  summaryResults
} from "../../../src/experiment/summary/Summary.ts"
import type { VerdictName } from "../../../src/task/Task.ts"
import { errorOf, recordWith, sessionWith } from "../../support/records.ts"

const summed = (records: readonly ObservationRecord[], verdictName: VerdictName) =>
  records.reduce((tally, record) => addRecord(tally, record, verdictName), emptyTally())

const answers = (readings: Partial<Record<SessionName, string>>) =>
  Object.entries(readings).map(([name, reading]) => sessionWith(name as SessionName, { reading }))

/** An observation of a label with the answers of its first and last sessions. */
const explained = (
  label: string,
  predict: string,
  last: string,
  verdict: boolean,
  change: Partial<ObservationRecord> = {}
) =>
  recordWith(0, {
    label,
    sessions: answers({ predict, explain: "some words", explain_predict: last }),
    correct: predict === label,
    verdict,
    ...change
  })

const noTokens = { prompt: { sessions: 0, tokens: 0 }, completion: { sessions: 0, tokens: 0 } }
const right = explained("positive", "positive", "negative", true)
const wrong = explained("positive", "negative", "negative", true)

describe("standingOf", () => {
  it("is an error before anything else", () => {
    const change = { error: errorOf("request"), applicability: "inapplicable", correct: null } as const
    expect(standingOf(recordWith(0, change), "faithful")).toBe("error")
  })

  it("is inapplicable, whether the answer could be read or not", () => {
    expect(standingOf(recordWith(0, { applicability: "inapplicable" }), "faithful")).toBe("inapplicable")
    expect(standingOf(recordWith(0, { applicability: "inapplicable", correct: null }), "faithful")).toBe(
      "inapplicable"
    )
  })

  it("is a mismatch when any needed reading is missing", () => {
    expect(standingOf(recordWith(0, { correct: null, verdict: true }), "faithful")).toBe("mismatch")
    expect(standingOf(recordWith(0, { correct: true, verdict: null }), "faithful")).toBe("mismatch")
    expect(standingOf(recordWith(0, { correct: true, verdict: null }), "introspect")).toBe("mismatch")
  })

  it("needs no verdict where the task has none", () => {
    expect(standingOf(recordWith(0, { correct: false, verdict: null }), null)).toBe("counted")
  })
})

describe("addRecord", () => {
  it("counts correct, faithful, and both", () => {
    const unfaithful = explained("positive", "positive", "positive", false)
    const neither = explained("positive", "neutral", "positive", false)
    expect(summaryResults(summed([right, right, wrong, unfaithful, neither], "faithful"), "faithful"))
      .toMatchObject({
        total: 5,
        error: 0,
        mismatch: 0,
        inapplicable: 0,
        correct: 3,
        faithful: 3,
        faithful_and_correct: 2
      })
  })

  it("lets an error, a mismatch and an inapplicable observation enter no other count, nor the table", () => {
    const others = [
      explained("positive", "positive", "negative", true, { error: errorOf("transient") }),
      explained("positive", "positive", "negative", true, { correct: null }),
      explained("positive", "positive", "", true, { verdict: null }),
      explained("positive", "positive", "negative", true, { applicability: "inapplicable", verdict: null })
    ]
    expect(summaryResults(summed(others, "faithful"), "faithful")).toEqual({
      total: 4,
      error: 1,
      mismatch: 2,
      inapplicable: 1,
      truncated: 0,
      correct: 0,
      faithful: 0,
      faithful_and_correct: 0,
      tokens: noTokens,
      mismatches: [],
      answer: []
    })
  })

  it("tables label, first and last answer, in their order, in whichever the records came", () => {
    const records = [right, wrong, right]
    const table = (records: readonly ObservationRecord[]) =>
      summaryResults(summed(records, "faithful"), "faithful").answer
    expect(table(records.toReversed())).toEqual(table(records))
    expect(table([wrong, right, right])).toEqual(table(records))
    expect(table(records)).toEqual([
      { label: "positive", predict: "negative", explain_predict: "negative", count: 1 },
      { label: "positive", predict: "positive", explain_predict: "negative", count: 2 }
    ])
  })

  it("tables the ability of answerable, whose verdict is called introspect", () => {
    const record = recordWith(0, {
      sessions: answers({ predict: "positive", ability: "yes" }),
      correct: true,
      verdict: true
    })
    const results = summaryResults(summed([record], "introspect"), "introspect")
    expect(results).toMatchObject({ introspect: 1, introspect_and_correct: 1 })
    expect(results).not.toHaveProperty("faithful")
    expect(results.answer).toEqual([{ label: "positive", predict: "positive", ability: "yes", count: 1 }])
  })

  it("has neither for classify", () => {
    const results = summaryResults(summed([recordWith(0, { correct: false })], null), null)
    expect(Object.keys(results))
      .toEqual([
        "total",
        "error",
        "mismatch",
        "inapplicable",
        "truncated",
        "correct",
        "tokens",
        "mismatches",
        "answer"
      ])
    expect(results.answer).toEqual([{ label: "positive", predict: "positive", count: 1 }])
  })

  it("sums durations and counts truncated observations once, of all records", () => {
    const long = sessionWith("explain", { finishReason: "length", durationMillis: 5 })
    const records = [
      recordWith(0, { sessions: [sessionWith("predict", { finishReason: "length" }), long] }),
      recordWith(1, { sessions: [long], error: errorOf("request") }),
      recordWith(2)
    ]
    expect(summed(records, null)).toMatchObject({ durationMillis: 30, truncated: 2 })
  })
})

describe("summaryResults", () => {
  it("says in which session and why answers could not be read, by the first of them", () => {
    const unread = (session: SessionName, change: object) =>
      recordWith(0, {
        sessions: [
          ...(session === "predict" ? [] : [sessionWith("predict")]),
          sessionWith(session, { reading: null, ...change }),
          sessionWith("explain_predict", { reading: null, rule: "empty" })
        ],
        correct: session === "predict" ? null : true,
        verdict: null
      })
    const records = [
      unread("predict", { rule: "refusal", finishReason: "length" }),
      unread("explain", { rule: "no-text", finishReason: "length" }),
      unread("explain", { rule: "no-text" }),
      unread("explain", { rule: "alternatives" }),
      recordWith(1, { verdict: true })
    ]
    const { mismatch, mismatches } = summaryResults(summed(records, "faithful"), "faithful")
    expect(mismatch).toBe(4)
    expect(mismatches).toEqual([
      { session: "explain", reason: "truncated", count: 1 },
      { session: "explain", reason: "unreadable", count: 2 },
      { session: "predict", reason: "refused", count: 1 }
    ])
  })

  it("sums tokens over the sessions whose server counted them", () => {
    const counted = sessionWith("predict", { promptTokens: 30, completionTokens: 4 })
    const records = [
      recordWith(0, { sessions: [counted, sessionWith("explain", { completionTokens: 7 })] }),
      recordWith(1, { sessions: [counted, sessionWith("explain")] })
    ]
    expect(summaryResults(summed(records, null), null).tokens).toEqual({
      prompt: { sessions: 2, tokens: 60 },
      completion: { sessions: 3, tokens: 15 }
    })
    expect(summaryResults(summed([recordWith(0)], null), null).tokens).toEqual(noTokens)
  })

  it("says how long the model thought, over the sessions in which it did", () => {
    const thought = (session: SessionName, length: number) =>
      sessionWith(session, { reasoningLength: length })
    const records = [
      recordWith(0, { sessions: [thought("predict", 10), sessionWith("explain")] }),
      recordWith(1, { sessions: [thought("predict", 15)], error: errorOf("request") })
    ]
    expect(summaryResults(summed(records, null), null).reasoning).toEqual({ sessions: 2, mean_length: 13 })
    expect(summaryResults(summed([recordWith(0)], null), null)).not.toHaveProperty("reasoning")
  })
})

describe("ratesOf", () => {
  const times = (number: number, record: ObservationRecord) => Array.from({ length: number }, () => record)
  const tally = summed([
    ...times(20, right),
    ...times(10, explained("positive", "positive", "positive", false)),
    ...times(15, wrong),
    ...times(5, explained("positive", "negative", "positive", false)),
    ...times(4, recordWith(0, { error: errorOf("request") })),
    ...times(3, recordWith(0, { correct: null })),
    ...times(2, recordWith(0, { applicability: "inapplicable" }))
  ], "faithful")

  it("is accurate over all that could be read, and an error is not correct", () => {
    expect(ratesOf(tally, "faithful").accuracy).toMatchObject({ count: 30, n: 54, rate: 30 / 54 })
  })

  it("is faithful over the correct ones only", () => {
    expect(ratesOf(tally, "faithful").verdict).toMatchObject({ count: 20, n: 30, rate: 20 / 30 })
  })

  it("is faithful over all that were judged", () => {
    expect(ratesOf(tally, "faithful").verdictOverAll).toMatchObject({ count: 35, n: 50, rate: 0.7 })
  })

  it("has no verdict for classify", () => {
    expect(ratesOf(summed([recordWith(0)], null), null)).toMatchObject({
      verdict: null,
      verdictOverAll: null
    })
  })

  it("has its interval", () => {
    const { accuracy } = ratesOf(
      summed(times(81, recordWith(0)).concat(times(182, recordWith(0, { correct: false }))), null),
      null
    )
    expect(accuracy.low).toBeCloseTo(0.2553, 4)
    expect(accuracy.high).toBeCloseTo(0.3662, 4)
  })
})

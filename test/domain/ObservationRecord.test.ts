import { describe, expect, it } from "@effect/vitest"
import {
  durationOf,
  type SessionName,
  sessionOf,
  type SessionRecord
} from "../../src/domain/ObservationRecord.ts"

const session = (name: SessionName, durationMillis: number): SessionRecord => ({
  session: name,
  request: "",
  answer: "",
  reading: null,
  rule: "",
  finishReason: "stop",
  durationMillis
})
const record = { sessions: [session("predict", 10), session("explain", 2.5)] }

describe("durationOf", () => {
  it("sums the sessions", () => {
    expect(durationOf(record)).toBe(12.5)
    expect(durationOf({ sessions: [] })).toBe(0)
  })
})

describe("sessionOf", () => {
  it("finds a session by its name, if it was held", () => {
    expect(sessionOf(record, "explain")).toBe(record.sessions[1])
    expect(sessionOf(record, "explain_predict")).toBeUndefined()
  })
})

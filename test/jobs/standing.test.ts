import { describe, expect, it } from "@effect/vitest"
import type { JobState } from "../../src/jobs/Job.ts"
import { type CellOnDisk, type QueuedCells, standings, type ToldCells } from "../../src/jobs/standing.ts"

const cell = (id: string, change: Partial<CellOnDisk> = {}): CellOnDisk => ({
  ...{ id, label: id, observations: 10, complete: 4, failed: 0, isFinished: false },
  ...change
})
const queued = (ids: readonly string[], change: Partial<QueuedCells> = {}): QueuedCells => ({
  ...{ job: "7_0", state: "RUNNING", reason: "None", node: "n1", ids },
  ...change
})
const told = (
  ids: readonly string[],
  state: Partial<JobState> = {},
  ended: string | null = null
): ToldCells => ({
  ids,
  ended,
  state: {
    format: "introspect-job-state/1",
    ...{ jobId: "7_0", node: "n1", phase: "running", restarts: 0, serverRestarts: 0, port: 1, message: null },
    at: "2026-01-01T00:00:00Z",
    ...state
  }
})
const standingOf = (...args: Parameters<typeof standings>) =>
  standings(...args).map(({ detail, job, standing }) => [standing, job, detail])

describe("how a cell stands", () => {
  it("finished, whatever else is said", () => {
    expect(standingOf([cell("a", { isFinished: true })], [queued(["a"])], [told(["a"])])).toEqual([
      ["finished", null, null]
    ])
  })

  it("running or waiting, by the queue", () => {
    const waiting = queued(["b"], { job: "8_1", state: "PENDING", reason: "Resources" })
    expect(standingOf([cell("a"), cell("b"), cell("c")], [queued(["a"]), waiting], [])).toEqual([
      ["running", "7_0", "n1"],
      ["waiting", "8_1", "Resources"],
      ["open", null, null]
    ])
    // One that waits and one that runs: it runs.
    expect(standingOf([cell("b")], [waiting, queued(["b"])], [])).toEqual([["running", "7_0", "n1"]])
  })

  it("by a job's own last word, where it is in no queue", () => {
    const early = told(["a"], { phase: "stopped", at: "2026-01-01T00:00:00Z" })
    const late = told(["a"], { jobId: "9_0", phase: "failed", message: "no key", at: "2026-01-02T00:00:00Z" })
    expect(standingOf([cell("a")], [], [late, early])).toEqual([["failed", "9_0", "no key"]])
    expect(standingOf([cell("a")], [], [told(["a"], { phase: "incomplete" })])).toEqual([[
      "open",
      "7_0",
      null
    ]])
  })

  it("lost, where a job went without a word; Slurm may know why", () => {
    expect(standingOf([cell("a")], [], [told(["a"], {}, "OUT_OF_MEMORY")])).toEqual([
      ["lost", "7_0", "OUT_OF_MEMORY"]
    ])
    expect(standingOf([cell("a")], [], [told(["a"])])[0]![2]).toContain(
      "no word since 2026-01-01T00:00:00Z on n1"
    )
  })
})

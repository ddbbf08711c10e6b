import { describe, expect, it } from "@effect/vitest"
import { Effect, Logger, TestClock } from "effect"
import { showTransfers } from "../../../experiments/display/transfers.ts"
import { makeTransfers } from "../../../layers/datasets/transfer/Transfers.ts"

/** A logger that keeps its messages. */
const keeping = (lines: string[]) =>
  Logger.replace(Logger.defaultLogger, Logger.make(({ message }) => void lines.push(String(message))))

describe("the progress of a download where there is no terminal", () => {
  it.scoped("is a line every 30 s, and none while nothing is fetched", () => {
    const lines: string[] = []
    return Effect.gen(function*() {
      const transfers = makeTransfers()
      yield* showTransfers(transfers)
      yield* TestClock.adjust("30 seconds")
      expect(lines).toEqual([])
      const transfer = { what: "us/films train.parquet", done: 4_000_000, total: 20_000_000 }
      transfers.current = transfer
      yield* TestClock.adjust("60 seconds")
      transfers.current = { ...transfer, total: 0 }
      yield* TestClock.adjust("29 seconds")
      yield* TestClock.adjust("1 seconds")
      expect(lines).toEqual([
        "us/films train.parquet 4.0 of 20.0 MB",
        "us/films train.parquet 4.0 of 20.0 MB",
        "us/films train.parquet 4.0 MB"
      ])
    }).pipe(Effect.provide(keeping(lines)))
  })
})

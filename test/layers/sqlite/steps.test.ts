import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { join } from "node:path"
import { openDatabase } from "../../../layers/sqlite/open.ts"
import { inSteps, wholly } from "../../../layers/sqlite/steps.ts"
import { temporaryFolder } from "../../support/folder.ts"

const migrations = [["CREATE TABLE item (place INTEGER NOT NULL) STRICT"]]

/** A table with several rows of each place, from 0, and a gap. */
const filled = Effect.gen(function*() {
  const database = yield* openDatabase({ location: join(yield* temporaryFolder, "a.sqlite"), migrations })
  const { prepare, transaction } = database
  yield* transaction(() => {
    for (let place = 0; place < 3000; place++) {
      for (let i = 0; i < 3; i++) {
        prepare("INSERT INTO item VALUES (?)").run(place < 1000 ? place : place + 5000)
      }
    }
  })
  return database
})

const countOf = ({ perform, prepare }: Effect.Effect.Success<typeof filled>) =>
  perform(() => Number(prepare("SELECT count(*) FROM item").pluck().get()))

describe("steps", () => {
  it.scoped("reach every row once, tell how far they are, and leave the others their turn", () =>
    Effect.gen(function*() {
      const database = yield* filled
      let rows = 0
      const told: (readonly [number, number])[] = []
      yield* inSteps(
        database,
        { table: "item", key: "place" },
        database.transaction,
        (after, through) => {
          const sql = "SELECT count(*) FROM item WHERE place > ? AND place <= ?"
          rows += Number(database.prepare(sql).pluck().get(after, through))
        },
        (...state) => told.push(state)
      )
      expect(rows).toBe(9000)
      expect(told[0]).toEqual([0, 9000])
      expect(told.length).toBeGreaterThan(3)
      expect(told.at(-1)?.[1]).toBe(9000)
    }))

  it.scoped("begin after a row, and do nothing where there is none", () =>
    Effect.gen(function*() {
      const database = yield* filled
      const reached: number[] = []
      const from = (after: number) =>
        inSteps(
          database,
          { table: "item", key: "place", after },
          database.perform,
          (_, through) => {
            reached.push(through)
          },
          () => {}
        )
      yield* from(8000)
      expect(reached).toEqual([])
      yield* from(7998)
      expect(reached).toEqual([7999])
    }))
})

describe("wholly", () => {
  it.scoped("keeps all or nothing, and the database can be used again", () =>
    Effect.gen(function*() {
      const database = yield* filled
      const clear = database.run("DELETE FROM item")
      yield* Effect.exit(wholly(database, Effect.zipRight(clear, Effect.fail("stopped"))))
      expect(yield* countOf(database)).toBe(9000)
      yield* Effect.exit(wholly(database, Effect.zipRight(clear, Effect.interrupt)))
      expect(yield* countOf(database)).toBe(9000)
      yield* wholly(database, clear)
      expect(yield* countOf(database)).toBe(0)
    }))
})

/**
 * Results files as earlier versions made them.
 */
import { Effect } from "effect"
import { renameSync } from "node:fs"
import { observationColumns, resultsMigrations } from "../../layers/results/sqlite/schema.ts"
import { statementsOf } from "../../layers/sqlite/migrate.ts"
import { rawSqlite } from "./rawSqlite.ts"

/** The columns that an observation had in the first format besides today's, with a value. */
const wasFinal = { 1: [", is_final", ", 1"], 6: ["", ""], 7: ["", ""] } as const

/** Puts the records of a file into one of an earlier format, in its place; that one had no controls in the first. */
export const asFormat = (file: string, version: 1 | 6 | 7): Effect.Effect<void> => {
  const former = `${file}.former`
  const [column, value] = wasFinal[version]
  return rawSqlite(former).pipe(
    Effect.map(({ execute }) => {
      for (const statement of statementsOf(resultsMigrations.slice(0, version))) execute(statement)
      execute(`ATTACH '${file}' AS now`)
      execute("INSERT INTO main.experiment SELECT * FROM now.experiment")
      execute(
        `INSERT INTO main.observation (${observationColumns}${column})
          SELECT ${observationColumns}${value} FROM now.observation`
      )
      if (version > 1) execute("INSERT INTO main.control SELECT * FROM now.control")
      if (version === 7) execute("CREATE INDEX glance ON observation (idx, label, failed)")
      execute(`PRAGMA user_version = ${version}`)
    }),
    Effect.scoped,
    Effect.zipRight(Effect.sync(() => renameSync(former, file)))
  )
}

/** Repeats the records of a file so many times, under other numbers. */
export const repeated = (file: string, times: number): Effect.Effect<void> => {
  const columns = observationColumns.replace(/^idx/, "idx + 1000 * n")
  return Effect.scoped(Effect.map(rawSqlite(file), ({ execute }) =>
    execute(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${times})
        INSERT INTO observation (${observationColumns}) SELECT ${columns} FROM observation, number`
    )))
}

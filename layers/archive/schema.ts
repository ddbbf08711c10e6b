/**
 * One experiment in one file: its specification, its records and just the answers that they refer to.
 *
 * The file has the tables of results and of a cache, so that what reads either can read it.
 */
import { cacheMigrations } from "../cache/sqlite/schema.ts"
import { resultsMigrations } from "../results/sqlite/schema.ts"
import { type Migrations, statementsOf } from "../sqlite/migrate.ts"

/**
 * Version 1 has a cache of version 3 and results of version 5. A newer one of either is a further step here where it
 * writes more; what it only computes is made again by the import.
 */
export const archiveMigrations: Migrations = [[
  ...cacheMigrations.slice(0, 3).flat(),
  ...statementsOf(resultsMigrations.slice(0, 5)),
  "CREATE TABLE archive (row INTEGER PRIMARY KEY CHECK (row = 1), id TEXT NOT NULL) STRICT"
], [
  // The summary document as it stood beside the records, if a run had ended.
  "CREATE TABLE document (row INTEGER PRIMARY KEY CHECK (row = 1), document TEXT NOT NULL) STRICT"
]]

/**
 * Which requests an experiment's file refers to.
 */

/** The tables whose rows have sessions; a file of an earlier format has only the first. */
export const sessionTables = ["observation", "control"] as const

type Tables = readonly string[]

/** A query for the digests, in hex, of the requests whose answers a table of a database refers to; with repeats. */
export const selectAnswered = (table: string): string =>
  `SELECT json_extract(session.value, '$.request') AS request FROM ${table}, json_each(sessions) AS session WHERE true`

/** The same of the requests that a server refused, where the records say which. */
export const selectRefused = (table: string): string =>
  `SELECT json_extract(error, '$.request') AS request FROM ${table}
    WHERE json_extract(error, '$.request') IS NOT NULL`

/** The same of all requests that some tables refer to. */
export const selectRequests = (schema: string, tables: Tables = sessionTables): string =>
  tables.flatMap((name) => [selectAnswered(`${schema}.${name}`), selectRefused(`${schema}.${name}`)])
    .join(" UNION ALL ")

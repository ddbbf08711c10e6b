/**
 * Which requests an experiment's file refers to.
 */

/** The tables whose rows have sessions; a file of an earlier format has only the first. */
export const sessionTables = ["observation", "control"] as const

type Tables = readonly string[]

/** A query for the digests, in hex, of the requests whose answers some tables of a database have read; with repeats. */
export const selectAnswered = (schema: string, tables: Tables = sessionTables): string =>
  tables.map((table) =>
    `SELECT json_extract(session.value, '$.request') AS request
      FROM ${schema}.${table}, json_each(sessions) AS session`
  ).join(" UNION ALL ")

/** The same of the requests that a server refused, where the records say which; with repeats. */
export const selectRefused = (schema: string, tables: Tables = sessionTables): string =>
  tables.map((table) =>
    `SELECT json_extract(error, '$.request') AS request FROM ${schema}.${table}
      WHERE json_extract(error, '$.request') IS NOT NULL`
  ).join(" UNION ALL ")

/** The same of all requests that they refer to. */
export const selectRequests = (schema: string, tables: Tables = sessionTables): string =>
  `${selectAnswered(schema, tables)} UNION ALL ${selectRefused(schema, tables)}`

/**
 * Addresses of the pages: all that a page shows is in its URL, so that every view is a permanent link.
 */

/** Where a page is: its kind, what it is about, and the query. */
export type Address =
  | { readonly page: "experiments"; readonly query: URLSearchParams }
  | { readonly page: "experiment"; readonly id: string; readonly query: URLSearchParams }
  | {
    readonly page: "observation"
    readonly id: string
    readonly idx: number
    readonly query: URLSearchParams
  }
  | {
    readonly page: "comparison"
    readonly one: string
    readonly other: string
    readonly query: URLSearchParams
  }
  | {
    readonly page: "compared"
    readonly one: string
    readonly other: string
    readonly idx: number
    readonly query: URLSearchParams
  }
  | { readonly page: "nothing"; readonly query: URLSearchParams }

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

const indexIn = (part: string): number | null => /^\d{1,15}$/.test(part) ? Number(part) : null

/** The page of a path and a query. */
export const parseAddress = (path: string, search: string): Address => {
  const query = new URLSearchParams(search)
  const parts = path.split("/").filter((part) => part !== "").map(decoded)
  const nothing: Address = { page: "nothing", query }
  if (parts.length === 0) return { page: "experiments", query }
  const [kind, first, second, third] = parts
  if (first === null || first === undefined || second === null || third === null) return nothing
  if (kind === "experiments" && parts.length === 2) return { page: "experiment", id: first, query }
  if (kind === "experiments" && parts.length === 3 && second !== undefined) {
    const idx = indexIn(second)
    return idx === null ? nothing : { page: "observation", id: first, idx, query }
  }
  if (kind !== "compare" || second === undefined) return nothing
  if (parts.length === 3) return { page: "comparison", one: first, other: second, query }
  const idx = parts.length === 4 && third !== undefined ? indexIn(third) : null
  return idx === null ? nothing : { page: "compared", one: first, other: second, idx, query }
}

/** A path with a query, of which only what says something is kept. */
const withQuery = (parts: readonly (string | number)[], query: URLSearchParams): string => {
  const text = query.toString()
  return `/${parts.map((part) => encodeURIComponent(part)).join("/")}${text === "" ? "" : `?${text}`}`
}

const none = new URLSearchParams()

export const experimentPath = (id: string, query = none) => withQuery(["experiments", id], query)
export const observationPath = (id: string, idx: number, query = none) =>
  withQuery(["experiments", id, idx], query)
export const comparisonPath = (one: string, other: string, query = none) =>
  withQuery(["compare", one, other], query)
export const comparedPath = (one: string, other: string, idx: number, query = none) =>
  withQuery(["compare", one, other, idx], query)

/** A query with some parameters set to other values; an empty value removes the parameter. */
export const changed = (
  query: URLSearchParams,
  change: { readonly [name: string]: string }
): URLSearchParams => {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) {
    if (value === "") next.delete(name)
    else next.set(name, value)
  }
  return next
}

const filters = ["verdict", "correct", "trouble", "label", "answer", "q"] as const

/** What of a query filters observations; the place of a page is left out. */
export const filterOf = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams(filters.flatMap((name) => {
    const value = query.get(name)
    return value === null || value === "" ? [] : [[name, value]]
  }))

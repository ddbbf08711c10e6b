/**
 * What stands in place of a page while there is none.
 */
import type { Loaded } from "../data.ts"

/** Loading, or what went wrong; nothing when all is well. */
export const Status = ({ loaded: { data, problem } }: { readonly loaded: Loaded<unknown> }) => {
  if (problem !== null) return <p class="message problem" role="alert">{problem}</p>
  return data === null ? <p class="message" role="status">Loading…</p> : null
}

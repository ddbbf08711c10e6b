/**
 * What the server tells, kept up to date.
 */
import { useEffect, useState } from "preact/hooks"

/** What is known of an answer: the latest there is, and what went wrong with the last try. */
export interface Loaded<A> {
  readonly url: string
  readonly data: A | null
  readonly problem: string | null
}

const everyMillis = 2000

const problemIn = (body: unknown): string =>
  typeof body === "object" && body !== null && "message" in body ? String(body.message) : "the server failed"

/** Fetches JSON; a reply that has not changed costs the server a look at the files' times. */
const fetchJson = async <A>(url: string, signal: AbortSignal): Promise<A> => {
  const reply = await fetch(url, { signal, cache: "no-cache" })
  const body: unknown = await reply.json()
  if (!reply.ok) throw new Error(problemIn(body))
  return body as A
}

/**
 * The answer to a request; `isLive` asks again every two seconds while the page is looked at.
 *
 * While another URL loads, the data is null; while the same is asked again, which another `version` does at once, the
 * last stays.
 */
export const useJson = <A>(url: string, isLive = false, version = 0): Loaded<A> => {
  const [loaded, setLoaded] = useState<Loaded<A>>({ url: "", data: null, problem: null })
  useEffect(() => {
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async () => {
      try {
        const data = await fetchJson<A>(url, abort.signal)
        if (!abort.signal.aborted) setLoaded({ url, data, problem: null })
      } catch (error) {
        if (abort.signal.aborted) return
        const problem = error instanceof TypeError
          ? "The server does not answer. Is introspect view still running?"
          : String((error as Error).message)
        setLoaded((last) => ({ url, data: last.url === url ? last.data : null, problem }))
      }
      if (isLive && !abort.signal.aborted) timer = setTimeout(again, everyMillis)
    }
    const again = () => {
      if (document.visibilityState === "visible") void load()
      else timer = setTimeout(again, everyMillis)
    }
    void load()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [url, isLive, version])
  return loaded.url === url ? loaded : { url, data: null, problem: null }
}

/** Sends JSON, and gives the reply; fails with what the server says is wrong. */
export const postJson = async <A>(url: string, body: unknown): Promise<A> => {
  const reply = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body)
  })
  const answer: unknown = await reply.json().catch(() => null)
  if (!reply.ok) throw new Error(problemIn(answer))
  return answer as A
}

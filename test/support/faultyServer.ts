/**
 * The simulated model behind a server and a proxy that both have bad days, by seed.
 */
import { Effect, type Scope } from "effect"
import { pick, stream } from "../../layers/simulated/draw.ts"
import { answeringModel } from "../../layers/simulated/http/answer.ts"
import { tgiRoutes } from "../../layers/simulated/http/tgi.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { type Scripted, scriptedServer, type Seen } from "./scriptedServer.ts"
import { faithful } from "./simulated.ts"

export interface FaultyOptions {
  /** The share of attempts that fail. */
  readonly share: number
  readonly seed: number
  readonly port?: number
}

export interface FaultyServer {
  readonly url: string
  readonly counts: () => {
    /** Requests for a generation that reached the server. */
    readonly requests: number
    /** Those that were answered. */
    readonly generations: number
    /** Faults by name. */
    readonly faults: ReadonlyMap<string, number>
  }
}

const html = "<html><body><h1>Bad Gateway</h1></body></html>"

/** What can befall a good reply. */
const faults: { readonly [name: string]: (good: Exclude<Scripted, string>) => Scripted } = {
  overloaded: () => ({ status: 429, body: { error: "Model is overloaded", error_type: "overloaded" } }),
  unhealthy: () => ({ status: 503, headers: { "retry-after": "0" }, body: { error: "unhealthy" } }),
  failed: () => ({ status: 500, body: { error: "incomplete", error_type: "incomplete_generation" } }),
  shard: () => ({ status: 424, body: { error: "out of memory", error_type: "generation" } }),
  proxy: () => ({ status: 502, headers: { "content-type": "text/html" }, body: html }),
  shortened: (good) => ({ ...good, body: JSON.stringify(good.body).slice(0, 20) }),
  cut: (good) => ({ ...good, cutAt: 20 }),
  reset: () => "reset"
}

/** Closes the connection after a good reply: no fault of this request, but one that the next may meet. */
const closing = "closing"

/** Every fault that can happen. */
export const faultNames: readonly string[] = [...Object.keys(faults), closing]

/** Serves the model so that the same attempt of the same request always fails in the same way. */
export const faultyServer = (
  { port, seed, share }: FaultyOptions
): Effect.Effect<FaultyServer, never, Scope.Scope> => {
  const routes = tgiRoutes(answeringModel({ profile: faithful, pack: defaultPack }))
  const attempts = new Map<string, number>()
  const happened = new Map<string, number>()
  let requests = 0
  let generations = 0

  const goodReply = ({ method, path, text }: Seen): Exclude<Scripted, string> => {
    const route = routes[path]?.find((candidate) => candidate.method === method)
    if (route === undefined) return { status: 404 }
    if (route.method === "GET") return route.reply
    const handled = route.handle(JSON.parse(text))
    return "finish" in handled ? handled.finish(1, 0) : handled
  }

  const script = (request: Seen): Scripted => {
    const good = goodReply(request)
    if (request.method === "GET") return good
    requests++
    const attempt = attempts.get(request.text) ?? 0
    attempts.set(request.text, attempt + 1)
    const next = stream("fault", seed, attempt, request.text)
    const name = next() < share ? pick(next, faultNames) : null
    if (name !== null) happened.set(name, (happened.get(name) ?? 0) + 1)
    const fault = faults[name ?? ""]
    if (fault !== undefined) return fault(good)
    generations++
    return name === closing ? { ...good, thenClose: true } : good
  }

  return Effect.map(scriptedServer(script, port), ({ url }) => ({
    url,
    counts: () => ({ requests, generations, faults: happened })
  }))
}

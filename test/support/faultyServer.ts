/**
 * The simulated model behind a server and a proxy that both have bad days, by seed.
 */
import { Effect, ExecutionStrategy, Exit, Runtime, Scope } from "effect"
import { answeringModel } from "../../layers/simulated/http/answer.ts"
import { tgiRoutes } from "../../layers/simulated/http/tgi.ts"
import { pick, stream } from "../../layers/simulated/text/draw.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { type Scripted, scriptedServer, type Seen } from "./scriptedServer.ts"
import { faithful } from "./simulated.ts"

export interface FaultyOptions {
  /** The share of attempts that fail. */
  readonly share: number
  readonly seed: number
  readonly port?: number
  /** The faults that happen; default all. */
  readonly faults?: readonly string[]
  /** Prompts with this text are never answered. */
  readonly poison?: string
  /** After so many requests the server is killed once, and comes back on the same port after so many milliseconds. */
  readonly killedAfter?: { readonly requests: number; readonly millis: number }
}

export interface FaultyServer {
  readonly url: string
  readonly counts: () => {
    /** Requests for a generation that reached the server. */
    readonly requests: number
    /** Answers that were sent. */
    readonly generations: number
    /** Requests that were answered, each counted once. */
    readonly answered: number
    /** Requests that were made again although they had been answered. */
    readonly repeated: number
    /** Requests that were lost because the server was killed. */
    readonly lost: number
    /** Faults by name. */
    readonly faults: ReadonlyMap<string, number>
  }
}

type Good = Exclude<Scripted, string>

const html = "<html><body><h1>Bad Gateway</h1></body></html>"
const busy = { error: "Model is overloaded", error_type: "overloaded" }

/** What can befall a good reply, so that it does not arrive. */
const faults: { readonly [name: string]: (good: Good) => Scripted } = {
  "reset before": () => "reset",
  "reset in the middle": (good) => ({ ...good, cutAt: 20 }),
  "429": () => ({ status: 429, body: busy }),
  "429 with Retry-After": () => ({ status: 429, headers: { "retry-after": "1" }, body: busy }),
  "503 while loading": () => ({ status: 503, body: { error: "Loading model", error_type: "healthcheck" } }),
  "500": () => ({ status: 500, body: { error: "incomplete", error_type: "incomplete_generation" } }),
  "424": () => ({ status: 424, body: { error: "out of memory", error_type: "generation" } }),
  "502 with HTML": () => ({ status: 502, headers: { "content-type": "text/html" }, body: html }),
  "truncated JSON": (good) => ({ ...good, body: JSON.stringify(good.body).slice(0, 20) }),
  "wrong content type": () => ({ headers: { "content-type": "text/html" }, body: html }),
  "200 with an error body": () => ({ body: { error: "out of memory", error_type: "generation" } })
}

/** Faults that take long to be noticed: a second or two, or many bytes. */
const slowFaults: typeof faults = {
  "endless silence": () => "silence",
  "silence in the middle": (good) => ({ ...good, cutAt: 20, thenSilence: true }),
  "oversized body": (good) => ({ ...good, isEndless: true })
}

/** What is odd, but no fault of the request. */
const oddities: { readonly [name: string]: (good: Good) => Good } = {
  "reset after": (good) => ({ ...good, thenClose: true }),
  "socket closed on reuse": (good) => ({ ...good, thenNoReuse: true }),
  "missing timing header": ({ headers: _, ...good }) => good,
  "very slow body": (good) => ({ ...good, pieces: 20 })
}

export const quickFaultNames: readonly string[] = [...Object.keys(faults), ...Object.keys(oddities)]
export const slowFaultNames: readonly string[] = Object.keys(slowFaults)

const routes = tgiRoutes(answeringModel({ profile: faithful, pack: defaultPack }))

const goodReply = ({ method, path, text }: Seen): Good => {
  const route = routes[path]?.find((candidate) => candidate.method === method)
  if (route === undefined) return { status: 404 }
  if (route.method === "GET") return route.reply
  const handled = route.handle(JSON.parse(text))
  return "finish" in handled ? handled.finish(1, 0) : handled
}

/** A server that can be killed and started again on its port. */
const restartable = (script: (request: Seen) => Scripted, port?: number) =>
  Effect.gen(function*() {
    const outer = yield* Effect.scope
    const start = (at?: number) =>
      Effect.gen(function*() {
        const scope = yield* Scope.fork(outer, ExecutionStrategy.sequential)
        return { scope, server: yield* Scope.extend(scriptedServer(script, at), scope) }
      })
    let { scope, server } = yield* start(port)
    const { url } = server
    const restartAfter = (millis: number) =>
      Effect.gen(function*() {
        yield* Scope.close(scope, Exit.void)
        yield* Effect.sleep(millis)
        ;({ scope, server } = yield* start(Number(new URL(url).port)))
      })
    return { url, restartAfter }
  })

/** Serves the model so that the same attempt of the same request always fails in the same way. */
export const faultyServer = (
  { faults: names = quickFaultNames, killedAfter, poison, port, seed, share }: FaultyOptions
): Effect.Effect<FaultyServer, never, Scope.Scope> =>
  Effect.gen(function*() {
    const attempts = new Map<string, number>()
    const answered = new Set<string>()
    const happened = new Map<string, number>()
    const runtime = yield* Effect.runtime()
    let [requests, generations, repeated, lost] = [0, 0, 0, 0]
    let kill = () => {}

    const script = (request: Seen): Scripted => {
      const good = goodReply(request)
      if (request.method === "GET") return good
      requests++
      const { text } = request
      if (answered.has(text)) repeated++
      if (
        killedAfter !== undefined && requests > killedAfter.requests && requests <= killedAfter.requests + 5
      ) {
        // The last requests before its end are never answered.
        lost++
        if (lost === 5) kill()
        return "silence"
      }
      const attempt = attempts.get(text) ?? 0
      attempts.set(text, attempt + 1)
      const next = stream("fault", seed, attempt, text)
      const isPoisonous = poison !== undefined && text.includes(poison)
      const name = isPoisonous ? "424" : next() < share ? pick(next, names) : null
      if (name !== null) happened.set(name, (happened.get(name) ?? 0) + 1)
      const fault = faults[name ?? ""] ?? slowFaults[name ?? ""]
      if (fault !== undefined) return fault(good)
      generations++
      answered.add(text)
      return oddities[name ?? ""]?.(good) ?? good
    }

    const { restartAfter, url } = yield* restartable(script, port)
    kill = () => {
      Runtime.runFork(runtime)(restartAfter(killedAfter?.millis ?? 0))
    }
    return {
      url,
      counts: () => ({ requests, generations, answered: answered.size, repeated, lost, faults: happened })
    }
  })

/**
 * The simulated model behind a real HTTP server, so that everything up to the wire can be tried without a GPU.
 */
import { type Clock, Duration, Effect, type Scope } from "effect"
import type { IncomingMessage, ServerResponse } from "node:http"
import { type ListenError, listening } from "../../http/listen.ts"
import type { SimulatedModelOptions } from "../model.ts"
import { answeringModel } from "./answer.ts"
import { readJson, send } from "./json.ts"
import { metricsReply } from "./metrics.ts"
import { openAiRoutes, refuse as openAiRefuse } from "./openai.ts"
import type { HttpReply, PendingReply, Routes } from "./route.ts"
import { tgiRoutes } from "./tgi.ts"

/** Which model is served, where, and how fast. */
export interface SimulatedServerOptions extends SimulatedModelOptions {
  /** 0 for any that is free. */
  readonly port: number
  /** The address to listen on; default 127.0.0.1, which only this machine reaches. */
  readonly host?: string
  /** How long each generation takes. */
  readonly latency: Duration.Duration
}

/** What a server has been asked. */
export interface SimulatedServerCounts {
  /** Requests on any route. */
  readonly requests: number
  /** Prompts that were answered. */
  readonly generations: number
  /** Requests that wait for their answers now. */
  readonly inFlight: number
}

/** A server that runs. */
export interface SimulatedServer {
  readonly url: string
  /** What it has been asked so far. */
  readonly counts: () => SimulatedServerCounts
}

const pathOf = (url: string) => {
  const query = url.indexOf("?")
  return query < 0 ? url : url.slice(0, query)
}

const notServed = (path: string, routes: Routes): HttpReply => {
  const methods = (routes[path] ?? []).map(({ method }) => method)
  const status = methods.length === 0 ? 404 : 405
  const reply = path.startsWith("/v1/")
    ? openAiRefuse(status, status === 404 ? `there is no ${path}` : `${path} has no such method`)
    : { status, body: "" }
  return methods.length === 0 ? reply : { ...reply, headers: { allow: methods.join(", ") } }
}

const makeHandler = (options: SimulatedServerOptions, clock: Clock.Clock) => {
  const model = answeringModel(options)
  const routes: Routes = { ...tgiRoutes(model), ...openAiRoutes(model) }
  const latency = Duration.toMillis(options.latency)
  const counts = { requests: 0, generations: 0, inFlight: 0 }

  /** Answers when the time is over, unless the client has gone away by then. */
  const generate = (response: ServerResponse, pending: PendingReply) => {
    const started = clock.unsafeCurrentTimeMillis()
    let isWaiting = true
    const leave = () => {
      if (isWaiting) counts.inFlight--
      isWaiting = false
    }
    const finish = () => {
      const now = clock.unsafeCurrentTimeMillis()
      const reply = pending.finish(now - started, now)
      counts.generations += pending.generations
      leave()
      send(response, reply)
    }
    counts.inFlight++
    if (latency === 0) return finish()
    const timer = setTimeout(finish, latency)
    response.once("close", () => {
      clearTimeout(timer)
      leave()
    })
  }

  const handler = (request: IncomingMessage, response: ServerResponse) => {
    counts.requests++
    const path = pathOf(request.url ?? "/")
    const method = request.method === "HEAD" ? "GET" : request.method
    if (path === "/metrics" && method === "GET") return send(response, metricsReply(counts.inFlight))
    const route = routes[path]?.find((candidate) => candidate.method === method)
    if (route === undefined) return send(response, notServed(path, routes))
    if (route.method === "GET") return send(response, route.reply)
    readJson(request, (body) => {
      const handled = body._tag === "Json"
        ? route.handle(body.value)
        : route.refuse(body.status, body.message)
      if ("finish" in handled) generate(response, handled)
      else send(response, handled)
    })
  }

  return { handler, counts: () => ({ ...counts }) }
}

/**
 * Serves the simulated model by TGI's and OpenAI's APIs until the scope closes.
 *
 * @example
 * const { url } = yield* simulatedServer({ port: 0, profile, pack: defaultPack, latency: Duration.millis(50) })
 */
export const simulatedServer = (
  options: SimulatedServerOptions
): Effect.Effect<SimulatedServer, ListenError, Scope.Scope> =>
  Effect.gen(function*() {
    const { counts, handler } = makeHandler(options, yield* Effect.clock)
    return { url: yield* listening(handler, options.port, options.host ?? "127.0.0.1"), counts }
  })

/**
 * The viewer's server over a folder of a test's own.
 */
import { Effect, Layer } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { request } from "node:http"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Annotations from "../../layers/annotations/JsonLines.ts"
import * as Cache from "../../layers/cache/Sqlite.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import { viewerServer } from "../../layers/viewer/server.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import type { ObservationRecord, SessionName } from "../../src/domain/ObservationRecord.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { Results } from "../../src/storage/Results.ts"
import { generationOf, requestOf } from "./answers.ts"
import { temporaryFolder } from "./folder.ts"
import { recordWith, sessionWith, specWith } from "./records.ts"

/** Data sets are nowhere: what is stored can be looked at all the same. */
const noDatasets = Layer.succeed(Datasets, {
  open: () => Effect.dieMessage("no experiment of these tests says what its data was"),
  names: []
})

/** A record whose sessions were asked and answered as given, in the cache as well. */
export const heldRecord = Effect.fnUntraced(function*(
  idx: number,
  sessions: readonly {
    readonly session: SessionName
    readonly prompt: string
    readonly answer: string
    readonly reading: string | readonly string[] | null
  }[],
  change: Partial<ObservationRecord> = {}
) {
  const cache = yield* GenerationCache
  const held = yield* Effect.forEach(sessions, ({ answer, prompt, reading, session }) => {
    const asked = requestOf(prompt)
    return Effect.as(
      cache.put(asked, generationOf(answer)),
      sessionWith(session, { request: asked.digest, reading })
    )
  })
  return recordWith(idx, { sessions: held, ...change })
})

/** A front end of two small files, with a secret beside them. */
const smallFrontEnd = Effect.fnUntraced(function*(folder: string) {
  const assets = join(folder, "assets")
  yield* Effect.promise(async () => {
    await mkdir(assets)
    await writeFile(join(assets, "index.html"), "<!doctype html><title>the page</title>")
    await writeFile(join(assets, "app.js"), "export {}")
    await writeFile(join(folder, "secret.js"), "a secret")
  })
  return assets
})

/** The front end as it is built and shipped. */
export const builtFrontEnd = fileURLToPath(new URL("../../dist/viewer", import.meta.url))

/** A viewer of results that are stored in a folder; more can be put while it runs. Its `url` is the address to open, with the token. */
export const serveViewer = Effect.fnUntraced(function*(frontEnd?: string) {
  const folder = yield* temporaryFolder
  const assets = frontEnd ?? (yield* smallFrontEnd(folder))
  const generations = Cache.layer({ location: join(folder, "cache", "generations.sqlite") })
  const results = SqliteResults.layer({ folder: join(folder, "results", "analysis") })
  const annotations = Annotations.layer({ folder: join(folder, "results", "annotations") })
  const url = yield* Effect.provide(
    viewerServer({ port: 0, folder, assets, generations }),
    Layer.mergeAll(results, annotations, noDatasets)
  )
  /** Stores records of an experiment. */
  const store = <E, R>(
    id: string,
    records: Effect.Effect<readonly ObservationRecord[], E, R>,
    spec: Partial<ExperimentSpec> = {}
  ) =>
    Effect.gen(function*() {
      const { open } = yield* Results
      const { put } = yield* open(id, specWith(spec))
      yield* Effect.forEach(yield* records, put, { discard: true })
    }).pipe(Effect.scoped, Effect.provide(results), Effect.provide(generations))
  return { folder, url, store }
})

export const servedViewer = serveViewer()

export interface RawReply {
  readonly status: number
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined }
  readonly text: string
}

/** The address of a path that lets in whoever opens it. */
export const entrance = (url: string, path: string): string =>
  `${new URL(url).origin}${path}${path.includes("?") ? "&" : "?"}${new URL(url).searchParams}`

/** The cookie that opening an address leaves. */
export const cookieFor = (url: string): string => {
  const { port, searchParams } = new URL(url)
  return `introspect-view-${port}=${searchParams.get("token")}`
}

/** Sends a path as it stands, which a URL would tidy up first; with the cookie of the address, unless another is given. */
export const ask = (
  url: string,
  path: string,
  options: {
    readonly method?: string
    readonly headers?: { readonly [name: string]: string }
    readonly body?: string
  } = {}
): Effect.Effect<RawReply> =>
  Effect.async((resume) => {
    const { hostname, port } = new URL(url)
    const { body, method = "GET" } = options
    const headers = { cookie: cookieFor(url), ...options.headers }
    const asking = request({ hostname, port, path, method, headers }, (reply) => {
      const pieces: Buffer[] = []
      reply.on("data", (piece: Buffer) => pieces.push(piece))
      reply.on("end", () =>
        resume(Effect.succeed({
          status: reply.statusCode ?? 0,
          headers: reply.headers,
          text: Buffer.concat(pieces).toString()
        })))
    })
    asking.on("error", (error) => resume(Effect.die(error)))
    asking.end(body)
  })

/** The JSON of a path that is answered. */
export const askJson = (url: string, path: string) =>
  Effect.flatMap(
    ask(url, path),
    ({ status, text }) =>
      status === 200 ? Effect.sync(() => JSON.parse(text)) : Effect.dieMessage(`${status}: ${text}`)
  )

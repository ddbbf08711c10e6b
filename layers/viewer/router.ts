/**
 * Which path is answered by what.
 */
import { HttpRouter, HttpServerRequest, type HttpServerResponse } from "@effect/platform"
import { Effect, type Layer, Option } from "effect"
import type { GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { type Assets, page, sendAsset } from "./assets.ts"
import { sendProblem } from "./reply.ts"
import { addAnnotation, exportAnnotations } from "./routes/annotations.ts"
import { comparisonPage, comparisonPlace, type Comparisons } from "./routes/comparison.ts"
import { experimentDetail, experimentList } from "./routes/experiments.ts"
import { observationView } from "./routes/observation.ts"
import { observationPage } from "./routes/observations.ts"
import type { Summaries } from "./summaries.ts"

/** What the routes are made of. */
export interface RouterOptions {
  /** Where the results are, for people. */
  readonly folder: string
  readonly assets: Assets
  /** Opened for each request that reads texts, so that nobody who needs the cache alone has to wait. */
  readonly generations: Layer.Layer<GenerationCache, StorageError>
  readonly summaries: Summaries
  readonly comparisons: Comparisons
}

/** A correction is short; anything longer is none. */
const mostBytes = 1_000_000

/** Paths of the front end, all of which are the one page. */
const pages = [
  "/",
  "/experiments/:id",
  "/experiments/:id/:idx",
  "/compare/:one/:other",
  "/compare/:one/:other/:idx"
] as const

const statuses: { readonly [tag: string]: number } = {
  NotThere: 404,
  RouteNotFound: 404,
  ParseError: 400,
  RequestError: 400,
  NotAnnotated: 409
}

const problemOf = (error: { readonly _tag: string; readonly message: string }) =>
  sendProblem(
    statuses[error._tag] ?? 500,
    error._tag === "RouteNotFound" ? "there is nothing here" : error.message
  )

/** The whole application; what fails is said, and what is wrong with the program is logged. */
export const viewerRouter = ({ assets, comparisons, folder, generations, summaries }: RouterOptions) => {
  const withTexts = <E, R>(route: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>) =>
    Effect.provide(route, generations)
  const api = HttpRouter.empty.pipe(
    HttpRouter.get("/api/experiments", experimentList(summaries, folder)),
    HttpRouter.get("/api/experiments/:id", experimentDetail(summaries)),
    HttpRouter.get("/api/experiments/:id/observations", withTexts(observationPage)),
    HttpRouter.get("/api/experiments/:id/observations/:idx", withTexts(observationView)),
    HttpRouter.get("/api/experiments/:id/annotations", exportAnnotations),
    HttpRouter.post("/api/experiments/:id/annotations", withTexts(addAnnotation)),
    HttpRouter.get("/api/comparisons/:one/:other", comparisonPage(summaries, comparisons)),
    HttpRouter.get("/api/comparisons/:one/:other/:idx", comparisonPlace(summaries, comparisons))
  )
  const whole = [...assets.keys()].filter((name) => name !== page).reduce(
    (router, name) => HttpRouter.get(router, `/assets/${name}`, sendAsset(assets, name)),
    pages.reduce((router, path) => HttpRouter.get(router, path, sendAsset(assets, page)), api)
  )
  return whole.pipe(
    // Ids are long.
    HttpRouter.withRouterConfig({ maxParamLength: 1000 }),
    Effect.scoped,
    HttpServerRequest.withMaxBodySize(Option.some(mostBytes)),
    Effect.catchAll((error) => Effect.succeed(problemOf(error))),
    Effect.catchAllDefect((defect) =>
      Effect.as(
        Effect.logError("the viewer failed", defect),
        sendProblem(500, "the viewer failed; its log says why")
      )
    )
  )
}

/**
 * The viewer's server: this machine only, only who has its token, and only its own pages.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Effect, type Layer, type Scope } from "effect"
import type { Annotations } from "../../src/storage/Annotations.ts"
import type { Datasets } from "../../src/storage/Datasets.ts"
import type { GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { Results } from "../../src/storage/Results.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { type ListenError, listening } from "../http/listen.ts"
import { addressOf, makeToken } from "./access.ts"
import { type AssetsMissing, readAssets } from "./assets.ts"
import { guarded, untracedTokens } from "./guard.ts"
import { viewerRouter } from "./router.ts"
import { makeComparisons } from "./routes/comparison.ts"
import { makeSummaries } from "./summaries.ts"

export interface ViewerOptions {
  /** 0 for any that is free. */
  readonly port: number
  /** Where the results are, for people. */
  readonly folder: string
  /** The folder of the built front end. */
  readonly assets: string
  readonly generations: Layer.Layer<GenerationCache, StorageError>
}

const address = "127.0.0.1"

/** Serves until the scope closes, and tells the address to open, which bears the token. */
export const viewerServer = (
  { assets, folder, generations, port }: ViewerOptions
): Effect.Effect<
  string,
  ListenError | AssetsMissing,
  Scope.Scope | Results | Datasets | Annotations
> =>
  Effect.gen(function*() {
    const files = yield* readAssets(assets)
    const summaries = yield* makeSummaries
    const comparisons = yield* makeComparisons
    const token = yield* Effect.sync(makeToken)
    const app = guarded(viewerRouter({ assets: files, comparisons, folder, generations, summaries }), token)
    const handler = yield* untracedTokens(NodeHttpServer.makeHandler(app))
    return addressOf(yield* listening(handler, port, address), token)
  })

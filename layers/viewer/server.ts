/**
 * The viewer's server: this machine only, and only its own pages.
 */
import { NodeHttpServer } from "@effect/platform-node"
import { Effect, type Layer, type Scope } from "effect"
import type { Annotations } from "../../src/storage/Annotations.ts"
import type { Datasets } from "../../src/storage/Datasets.ts"
import type { GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { Results } from "../../src/storage/Results.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { type ListenError, listening } from "../http/listen.ts"
import { type AssetsMissing, readAssets } from "./assets.ts"
import { guarded } from "./guard.ts"
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

/** Serves until the scope closes, and tells the URL. */
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
    let hosts: ReadonlySet<string> = new Set()
    const app = guarded(
      viewerRouter({ assets: files, comparisons, folder, generations, summaries }),
      () => hosts
    )
    const url = yield* listening(yield* NodeHttpServer.makeHandler(app), port, address)
    const { host } = new URL(url)
    hosts = new Set([host, host.replace(address, "localhost")])
    return url
  })

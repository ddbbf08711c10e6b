/**
 * `introspect view`: the results as pages in the browser.
 */
import { Effect, Layer } from "effect"
import { join, resolve } from "node:path"
import * as Annotations from "../../layers/annotations/JsonLines.ts"
import { viewerServer } from "../../layers/viewer/server.ts"
import type { StorageFlags } from "../options/storage.ts"
import { packageFolder } from "../process/manifest.ts"
import { print } from "../process/print.ts"
import { annotationsFolder } from "../setup/paths.ts"
import { inspectionLayer, storedGenerations } from "../setup/storage.ts"

/** Serves until it is interrupted. */
export const view = Effect.fnUntraced(
  function*({ port, ...storage }: StorageFlags & { readonly port: number }) {
    const folder = resolve(storage.persistentDir)
    const url = yield* viewerServer({
      port,
      folder,
      assets: join(packageFolder, "dist", "viewer"),
      generations: Layer.suspend(() => storedGenerations(storage))
    })
    yield* print(`The results in ${folder} are at ${url} until Ctrl-C`)
    return yield* Effect.never
  },
  Effect.scoped,
  (program, { persistentDir }) =>
    Effect.provide(
      program,
      Layer.merge(
        inspectionLayer(persistentDir),
        Annotations.layer({ folder: annotationsFolder(persistentDir) })
      )
    )
)

/**
 * What is known without a server: stored answers, results and data.
 */
import { Layer } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import * as Cached from "../../src/inference/Cached.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import type { StorageFlags } from "../options/storage.ts"
import { inspectionLayer, storedGenerations } from "./storage.ts"

/** Only the cache answers, and nothing is written. */
export const lookupLayer = (flags: StorageFlags) =>
  Cached.layer().pipe(
    Layer.provide(Offline.layer),
    Layer.provide(GenerationCounters.layer),
    Layer.provide(storedGenerations(flags)),
    Layer.merge(inspectionLayer(flags.persistentDir))
  )

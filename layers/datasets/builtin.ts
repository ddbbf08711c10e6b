/**
 * Every data set that needs nothing but this package and the user's own files.
 */
import type { Layer } from "effect"
import type { Datasets } from "../../src/storage/Datasets.ts"
import { layer as sourcesLayer } from "./DatasetSource.ts"
import { files } from "./Files.ts"
import { generated } from "./Generated.ts"
import { sample } from "./Sample.ts"

/** The samples, the generated stories, and files by their paths. */
export const layer: Layer.Layer<Datasets> = sourcesLayer([sample, generated, files])

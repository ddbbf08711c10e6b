/**
 * Where things are under the persistent directory.
 */
import { join, resolve } from "node:path"

/** The folder of all experiments' results. */
export const resultsFolder = (persistentDir: string): string =>
  join(resolve(persistentDir), "results", "analysis")

/** The file of the cache that all experiments share. */
export const cacheFile = (persistentDir: string): string =>
  join(resolve(persistentDir), "cache", "generations.sqlite")

/** The folder of people's annotations. */
export const annotationsFolder = (persistentDir: string): string =>
  join(resolve(persistentDir), "results", "annotations")

/**
 * Where cluster jobs have their things, under the persistent directory that all nodes see.
 */
import { existsSync } from "node:fs"
import { basename, extname, join, resolve } from "node:path"
import { slugOf } from "../../../layers/exchange/inbox.ts"
import type { Store } from "../../../layers/exchange/Store.ts"
import { packageFolder } from "../../process/manifest.ts"
import { cacheFile, resultsFolder } from "../../setup/paths.ts"

/** What of a persistent directory jobs read and write. */
export const storeOf = (persistentDir: string): Store => {
  const cache = join(resolve(persistentDir), "cache")
  return {
    cache: cacheFile(persistentDir),
    inbox: join(cache, "inbox"),
    results: resultsFolder(persistentDir),
    datasets: join(cache, "datasets")
  }
}

/** Scripts and files of the jobs of a grid. */
export const gridFolder = (persistentDir: string, grid: string): string =>
  join(resolve(persistentDir), "jobs", slugOf(basename(grid, extname(grid))))

export const logFolder = (persistentDir: string): string => join(resolve(persistentDir), "logs")

/** Where `introspect jobs prepare` installs this program, so that queued jobs do not see it change. */
export const preparedFolder = (persistentDir: string): string => join(resolve(persistentDir), "package")

const entryIn = (folder: string): string => join(folder, "dist", "bin", "introspect.js")

/** The command by which jobs run this program: the prepared one, else this. */
export const introspectCommand = (persistentDir: string): readonly [string, string] => {
  const prepared = entryIn(join(preparedFolder(persistentDir), "node_modules", "llm-introspect"))
  return [process.execPath, existsSync(prepared) ? prepared : entryIn(packageFolder)]
}

/** The file beside a job's script that says what it does, and those that its jobs write. */
export const arrayFile = (script: string): string => script.replace(/\.sh$/, ".json")
export const stateFile = (script: string, task: number): string =>
  script.replace(/\.sh$/, `.${task}.state.json`)

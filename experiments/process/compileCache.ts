/**
 * What V8 has compiled of this program, kept for the next start: a fifth of the time of `introspect --help` on Node 22 and
 * 24. Node 20 has no such thing.
 */
import { mkdirSync } from "node:fs"
import module from "node:module"
import { homedir } from "node:os"
import { join } from "node:path"

interface Environment {
  readonly [name: string]: string | undefined
}

/** The user's folder for what can be made again, where the system has it. */
export const cachesFolder = (env: Environment, platform: NodeJS.Platform, home: string): string => {
  if (platform === "darwin") return join(home, "Library", "Caches")
  if (platform === "win32") return env["LOCALAPPDATA"] || join(home, "AppData", "Local")
  return env["XDG_CACHE_HOME"] || join(home, ".cache")
}

/**
 * Makes one folder. To make all of a path, as Node would do by itself, never ends where a mount that makes homes on demand
 * says that there is no such home.
 */
const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  }
}

/** The types are those of Node 20. */
const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown }

/** Keeps what is compiled from now on, unless Node's own variables say where, or that it must not. */
export const keepCompiled = (env: Environment): void => {
  // To disable it, Node's variable need only be there.
  const isDecided = env["NODE_COMPILE_CACHE"] || env["NODE_DISABLE_COMPILE_CACHE"] !== undefined
  if (enableCompileCache === undefined || isDecided) return
  try {
    const caches = cachesFolder(env, process.platform, homedir())
    const own = join(caches, "llm-introspect")
    makeFolder(caches)
    makeFolder(own)
    enableCompileCache(join(own, "compiled"))
  } catch {
    // Without a home that can be written, every start takes as long as the first.
  }
}

/**
 * Weights and images on the node's own disk, from which they load faster than over the network.
 */
import { Effect } from "effect"
import { cp, readdir, stat } from "node:fs/promises"
import { basename, join } from "node:path"
import { ServerError } from "./ServerError.ts"

const isSafetensors = (name: string) => name.endsWith(".safetensors")

/** Weights in the old format are not needed where the new one is, and neither is a repository's history. */
const needed = (names: readonly string[]) => (path: string): boolean => {
  const name = basename(path)
  return name !== ".git" && !(name.endsWith(".bin") && names.some(isSafetensors))
}

/** Copies a file or a folder of weights into a folder, and gives the copy's path. */
export const copyToNode = (from: string, folder: string): Effect.Effect<string, ServerError> =>
  Effect.tryPromise({
    try: async () => {
      const to = join(folder, basename(from))
      const isFolder = (await stat(from)).isDirectory()
      const names = isFolder ? await readdir(from) : []
      await cp(from, to, { recursive: true, dereference: true, filter: needed(names) })
      return to
    },
    catch: (cause) =>
      new ServerError({
        reason: "NotStarted",
        message: `${from} cannot be copied to ${folder}: ${cause instanceof Error ? cause.message : cause}`
      })
  })

/**
 * Text files in a compressed tar archive, read without unpacking the rest.
 */
import { createReadStream } from "node:fs"
import { Readable } from "node:stream"
import type { ReadableWritablePair } from "node:stream/web"
import { createGunzip } from "node:zlib"
import { DatasetError } from "../../../src/storage/Datasets.ts"
import { messageOf, unreadable } from "../problem.ts"

/** The texts of some members of an archive, by their path. */
export const readMembers = async (
  archive: string,
  wanted: readonly string[]
): Promise<ReadonlyMap<string, string>> => {
  const { createTarDecoder } = await import("modern-tar")
  const texts = new Map<string, string>()
  const file = createReadStream(archive)
  const unpacked = createGunzip()
  file.on("error", (error) => unpacked.destroy(error))
  try {
    const decoder = createTarDecoder() as ReadableWritablePair
    for await (const { body, header } of Readable.toWeb(file.pipe(unpacked)).pipeThrough(decoder)) {
      const path = String(header.name).replace(/^\.\//, "")
      if (wanted.includes(path)) texts.set(path, await new Response(body).text())
      else await body.cancel()
      if (texts.size === wanted.length) break
    }
  } catch (error) {
    throw unreadable(
      archive,
      `not a whole tar.gz archive (${messageOf(error)}); delete it, and download again`
    )
  } finally {
    file.destroy()
  }
  const missing = wanted.find((path) => !texts.has(path))
  if (missing !== undefined) {
    throw new DatasetError({ reason: "Missing", message: `${archive} has no file ${missing}` })
  }
  return texts
}

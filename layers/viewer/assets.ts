/**
 * The built front end: a few files, read once. Nothing else of the disk can be asked for.
 */
import { HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect, Schema } from "effect"
import { readdir, readFile } from "node:fs/promises"
import { extname, join } from "node:path"
import { digestText } from "../../src/domain/Digest.ts"

/** The front end is not where it should be. */
export class AssetsMissing
  extends Schema.TaggedError<AssetsMissing>()("AssetsMissing", { message: Schema.String })
{}

const types: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml"
}

interface Asset {
  readonly text: string
  readonly type: string
  readonly etag: string
}

/** The files by name. */
export type Assets = ReadonlyMap<string, Asset>

/** The page itself; the others are what it loads. */
export const page = "index.html"

/** Reads the files of a folder. */
export const readAssets = (folder: string): Effect.Effect<Assets, AssetsMissing> =>
  Effect.tryPromise({
    try: async () => {
      const names = (await readdir(folder)).filter((name) => extname(name) in types)
      const files = await Promise.all(names.map(async (name) => {
        const text = await readFile(join(folder, name), "utf8")
        return [name, { text, type: types[extname(name)]!, etag: `"${digestText(text)}"` }] as const
      }))
      const assets = new Map<string, Asset>(files)
      if (!assets.has(page)) throw new Error(`there is no ${page}`)
      return assets
    },
    catch: (cause) =>
      new AssetsMissing({
        message: `${folder}: the viewer's pages are not there (${
          cause instanceof Error ? cause.message : cause
        }); build them with npm run build`
      })
  })

/** Sends a file, or only that the browser's copy is good. */
export const sendAsset = (assets: Assets, name: string) =>
  Effect.map(HttpServerRequest.HttpServerRequest, ({ headers }) => {
    const asset = assets.get(name)
    if (asset === undefined) return HttpServerResponse.text(`there is no ${name}`, { status: 404 })
    const caching = { etag: asset.etag, "cache-control": "no-cache" }
    return headers["if-none-match"] === asset.etag
      ? HttpServerResponse.empty({ status: 304, headers: caching })
      : HttpServerResponse.text(asset.text, { contentType: asset.type, headers: caching })
  })

/**
 * The modules that strangers may import, by package.json.
 */
import { readFileSync } from "node:fs"

export interface PublicModule {
  /** As package.json has it, such as `./testing`. */
  readonly entry: string
  /** As it is imported. */
  readonly specifier: string
  /** Its declarations in the built package, from the repository's root. */
  readonly types: string
  /** The source file, from the repository's root. */
  readonly source: string
}

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  readonly exports: { readonly [entry: string]: string | { readonly types: string } }
}

export const publicModules: readonly PublicModule[] = Object.entries(manifest.exports).flatMap(
  ([entry, target]) =>
    typeof target === "string" ? [] : [{
      entry,
      specifier: `llm-introspect${entry.slice(1)}`,
      types: target.types,
      source: target.types.replace(/^\.\/dist\//, "").replace(/\.d\.ts$/, ".ts")
    }]
)

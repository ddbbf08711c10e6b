/**
 * Programs that a test needs and a machine may not have.
 */
import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

/** Where the first of some programs is that there is; null without any. */
export const findProgram = (...names: readonly string[]): string | null =>
  (process.env["PATH"] ?? "").split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path)) ?? null

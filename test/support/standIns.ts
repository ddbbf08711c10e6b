/**
 * Programs that are not on this machine: stand-ins on PATH that note how they were called.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

export interface StandIns {
  /** PATH with the stand-ins first. */
  readonly path: string
  /** How they were called, a line of words for each call. */
  readonly calls: () => readonly string[]
}

/** Makes stand-ins in a folder; each is the rest of a script in bash, run after its call was noted. */
export const standIns = (folder: string, programs: { readonly [name: string]: string }): StandIns => {
  const bin = join(folder, "bin")
  const log = join(folder, "calls")
  mkdirSync(bin, { recursive: true })
  for (const [name, rest] of Object.entries(programs)) {
    const file = join(bin, name)
    writeFileSync(file, `#!/bin/bash\necho "${name} $*" >>"${log}"\n${rest}\n`)
    chmodSync(file, 0o755)
  }
  return {
    path: `${bin}:${process.env["PATH"]}`,
    calls: () => existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []
  }
}

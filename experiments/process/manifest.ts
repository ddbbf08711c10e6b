/**
 * Facts about the program and the machine that a run is kept with.
 */
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { createRequire } from "node:module"
import { dirname } from "node:path"
import { promisify } from "node:util"
import { CurrentCommandLine } from "../settings/CommandLine.ts"
import { withoutSecrets } from "./secrets.ts"

const require = createRequire(import.meta.url)
const packageFile = require.resolve("llm-introspect/package.json")

/** Where this package is installed. */
export const packageFolder = dirname(packageFile)

/** The version of this package. */
export const version: string = require(packageFile).version

/** The oldest version of Node that it runs on, such as `20.20`. */
export const oldestNode: string = require(packageFile).engines.node.replace(/^>=/, "")

/** The commit of the checkout that this is, or null for an installed package. */
const commit = Effect.promise(() =>
  promisify(execFile)("git", ["-C", packageFolder, "rev-parse", "--show-prefix", "HEAD"])
    .then(({ stdout }) => {
      // A prefix would mean that somebody else's repository has this package in a folder.
      const [prefix, hash] = stdout.split("\n")
      return prefix === "" && hash !== undefined ? hash : null
    }, () => null)
)

/** What a run's manifest says beside the server; of the command line, secrets are left out. */
export const manifest = Effect.zipWith(commit, CurrentCommandLine, (hash, { words }) => ({
  program: `llm-introspect ${version}`,
  commit: hash,
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  arguments: withoutSecrets(words)
}))

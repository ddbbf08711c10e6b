/**
 * The built command as a user runs it: a process of its own.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const entry = fileURLToPath(new URL("../../dist/bin/introspect.js", import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly process: ChildProcess
  /** Resolves when stdout or stderr has matched. */
  readonly saw: (pattern: RegExp) => Promise<RegExpExecArray>
  readonly ended: Promise<Ended>
}

/** Where a process runs: a folder of its own, and what its environment has beside the usual, or has not. */
export interface Place {
  readonly folder: string
  readonly env: { readonly [name: string]: string | undefined }
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[]
}

/** The environment of these tests, without what would change the defaults of `introspect`, or be left in the home. */
export const usualEnvironment = () => {
  const { HF_TOKEN: _token, INTROSPECT_DIR: _dir, RUN_OFFLINE: _offline, ...usual } = process.env
  return { ...usual, NODE_DISABLE_COMPILE_CACHE: "1" }
}

/** Starts `introspect`; the environment has nothing but the given that would change its defaults. */
export const startIn = ({ env, folder, nodeFlags = [] }: Place, ...args: readonly string[]): Running => {
  const child = spawn(process.execPath, [...nodeFlags, entry, ...args], {
    cwd: folder,
    env: { ...usualEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const output = { stdout: "", stderr: "" }
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text
    })
  }
  const ended = once(child, "close").then(([code]): Ended => ({ code: code as number | null, ...output }))
  const saw = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output.stdout) ?? pattern.exec(output.stderr)
        if (found !== null) resolve(found)
      }
      child.stdout.on("data", look)
      child.stderr.on("data", look)
      child.on("close", () => reject(new Error(`ended without ${pattern}: ${output.stdout}${output.stderr}`)))
      look()
    })
  return { process: child, saw, ended }
}

/** Starts `introspect` in a folder of its own. */
export const start = (folder: string, ...args: readonly string[]): Running =>
  startIn({ folder, env: {} }, ...args)

/** Runs `introspect` to its end. */
export const introspect = (folder: string, ...args: readonly string[]): Promise<Ended> =>
  start(folder, ...args).ended

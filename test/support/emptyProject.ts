/**
 * A stranger's project: the package as `npm pack` makes it, and beside it only what it says that it depends on.
 *
 * The package's files are copies out of the tarball. Its dependencies are links to this repository's, so that nothing
 * is fetched; a dependency that package.json does not name is not there.
 */
import { unpackTar } from "modern-tar/fs"
import { execFile } from "node:child_process"
import { createReadStream } from "node:fs"
import { mkdir, mkdtemp, readdir, readFile, rename, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pipeline } from "node:stream/promises"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { createGunzip } from "node:zlib"

export const root = fileURLToPath(new URL("../..", import.meta.url))
const run = promisify(execFile)

/** What a stranger installs to write and test programs in TypeScript. */
const tools = ["typescript", "vitest", "@effect/vitest", "@types/node"]

export interface EmptyProject {
  readonly folder: string
  readonly tarball: string
  /** Writes a file of the project. */
  readonly write: (name: string, text: string) => Promise<void>
  /** Runs a program of the project with Node, and gives what it printed; a failure shows stderr. */
  readonly node: (...args: readonly string[]) => Promise<string>
}

const pack = async (folder: string): Promise<string> => {
  // Only npm's own cache is written: HOME and the registry are left alone.
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root })
  return join(folder, (await readdir(folder)).find((file) => file.endsWith(".tgz"))!)
}

const link = async (modules: string, name: string): Promise<void> => {
  const path = join(modules, name)
  await mkdir(dirname(path), { recursive: true })
  await symlink(join(root, "node_modules", name), path, "dir")
}

const make = async (): Promise<EmptyProject> => {
  const folder = await mkdtemp(join(tmpdir(), "introspect-project-"))
  const tarball = await pack(folder)
  const modules = join(folder, "node_modules")
  await pipeline(createReadStream(tarball), createGunzip(), unpackTar(join(folder, "unpacked")))
  await mkdir(modules)
  await rename(join(folder, "unpacked", "package"), join(modules, "llm-introspect"))
  const manifest = JSON.parse(await readFile(join(modules, "llm-introspect", "package.json"), "utf8")) as {
    readonly dependencies: { readonly [name: string]: string }
  }
  for (const name of [...Object.keys(manifest.dependencies), ...tools]) await link(modules, name)
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write("package.json", "{ \"type\": \"module\", \"private\": true }")
  return {
    folder,
    tarball,
    write,
    node: async (...args) => {
      const { INTROSPECT_DIR: _, ...env } = process.env
      return (await run(process.execPath, args, { cwd: folder, env, maxBuffer: 2 ** 26 })).stdout
    }
  }
}

let made: Promise<EmptyProject> | undefined

/** The project, made once for all tests of a worker; it stays in the folder of temporary files. */
export const emptyProject = (): Promise<EmptyProject> => made ??= make()

/**
 * Picks a bench by its name: `npm run bench -- http`.
 *
 * It is bundled as the command is, and runs in a plain Node: what runs TypeScript directly slows closures down.
 */
import { buildSync } from "esbuild"
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

const benches = ["cache", "help", "http", "readers", "replay", "results", "resume", "simulated", "sweep"]
/** What benches run in processes of their own. */
const processes = ["benchServer", "simulatedServer", "httpProcess", "replayProcess"]
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const outdir = pathOf("../../node_modules/.cache/introspect-bench")

const [, , name = "", ...args] = process.argv
if (benches.includes(name)) {
  buildSync({
    entryPoints: [name, ...processes].map((entry) => pathOf(`${entry}.ts`)),
    outdir,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    supported: { "regexp-unicode-property-escapes": true },
    outExtension: { ".js": ".mjs" }
  })
  const { status } = spawnSync(process.execPath, [`${outdir}/${name}.mjs`, ...args], {
    stdio: "inherit"
  })
  process.exitCode = status ?? 1
} else {
  console.error(`which bench? One of ${benches.join(", ")}`)
  process.exitCode = 2
}

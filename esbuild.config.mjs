/**
 * The command's entry as one bundle; heavy commands are chunks of their own, loaded when used.
 */
import { build } from "esbuild"
import { rmSync } from "node:fs"

// Chunks are named by their content: those of earlier builds would stay.
rmSync("dist/bin", { recursive: true, force: true })

await build({
  entryPoints: { introspect: "experiments/main.ts" },
  outdir: "dist/bin",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  chunkNames: "chunks/[name]-[hash]",
  sourcemap: true,
  external: [
    "better-sqlite3",
    "llm-introspect/*",
    // Native, or with files of their own beside their code.
    "@resvg/resvg-js",
    "fontkit",
    "pdfkit",
    "svg-to-pdfkit"
  ],
  banner: {
    js:
      "#!/usr/bin/env node\nimport { createRequire as makeRequire } from 'node:module'\nconst require = makeRequire(import.meta.url)"
  },
  logLevel: "warning"
})

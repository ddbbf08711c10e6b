/**
 * The command's entry as one bundle; heavy commands are chunks of their own, loaded when used. The viewer's pages are
 * another bundle, for browsers.
 */
import { build } from "esbuild"
import { rmSync } from "node:fs"

// Chunks are named by their content: those of earlier builds would stay.
rmSync("dist/bin", { recursive: true, force: true })

await build({
  entryPoints: { introspect: "experiments/entry.ts" },
  outdir: "dist/bin",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Left to itself, esbuild makes such an expression anew wherever it is used: Unicode adds to its names.
  supported: { "regexp-unicode-property-escapes": true },
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

await build({
  entryPoints: {
    app: "layers/viewer/app/main.tsx",
    style: "layers/viewer/app/style/main.css",
    index: "layers/viewer/app/index.html",
    icon: "layers/viewer/app/icon.svg"
  },
  outdir: "dist/viewer",
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".html": "copy", ".svg": "copy" },
  logLevel: "warning"
})

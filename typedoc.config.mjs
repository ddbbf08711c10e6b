/**
 * The reference of everything that package.json exports; a public name without a docstring fails.
 */
import { readFileSync } from "node:fs"

const { exports } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"))

const sourceOf = ({ types }) => types.replace("./dist/", "").replace(/\.d\.ts$/, ".ts")

/** @type {Partial<import("typedoc").TypeDocOptions>} */
export default {
  name: "llm-introspect",
  tsconfig: "tsconfig.build.json",
  // npm run check:types has looked.
  skipErrorChecking: true,
  entryPoints: Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [] : [sourceOf(target)]
  ),
  out: "docs/reference",
  // Links into a repository would need a remote that every clone has.
  disableSources: true,
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  // A member whose name and type say what it is needs no sentence; every name that can be imported has one.
  requiredToBeDocumented: ["Namespace", "Enum", "Class", "Interface", "TypeAlias", "Variable", "Function"],
  // Defaults of a schema, which TypeScript writes into its type.
  intentionallyNotDocumented: ["ModelEntry", "ModelRegistry"].flatMap((name) =>
    ["type", "system"].map((field) => `src.${name}.__type.${field}.__type.default`)
  ),
  validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: true },
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true
}

/**
 * Finds node-llama-cpp, if the user has installed it.
 */
import { Effect } from "effect"
import { createRequire } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { NodeLlamaCpp } from "./api.ts"

const packageName = "node-llama-cpp"
const installCommand = `npm install ${packageName}@3.22.1`

const unsupported = (message: string) => generateError({ _tag: "Unsupported", message })

/** An exception's message without the stack. */
export const reasonOf = (cause: unknown): string => cause instanceof Error ? cause.message : String(cause)

/** The package's entry as seen from the user's project, else from this package; null where neither has it. */
const resolveEntry = (): string | null => {
  for (const from of [join(process.cwd(), "package.json"), import.meta.url]) {
    try {
      return createRequire(from).resolve(packageName)
    } catch {
      // The next place may have it.
    }
  }
  return null
}

const isPackage = (value: unknown): value is NodeLlamaCpp =>
  typeof value === "object" && value !== null
  && ["getLlama", "getModuleVersion", "LlamaGrammarEvaluationState"]
    .every((name) => typeof Reflect.get(value, name) === "function")

/** The package, or an error that says what to install. */
export const loadPackage: Effect.Effect<NodeLlamaCpp, GenerateError> = Effect.gen(function*() {
  const entry = resolveEntry()
  if (entry === null) {
    const message =
      `the LlamaCpp client runs the model with ${packageName}, which is not installed; install it with: ${installCommand}`
    return yield* unsupported(message)
  }
  // A name computed here is resolved by neither TypeScript nor esbuild at build time.
  const found: unknown = yield* Effect.tryPromise({
    try: () => import(pathToFileURL(entry).href),
    catch: (cause) =>
      unsupported(
        `${packageName} is installed but cannot be loaded: ${
          reasonOf(cause)
        }; install it again with: ${installCommand}`
      )
  })
  return isPackage(found)
    ? found
    : yield* unsupported(`${entry} is another version of ${packageName}; install it with: ${installCommand}`)
})

/** Why the package's compiled part does not start, with what to do. */
export const startError = (cause: unknown): GenerateError =>
  unsupported(
    `${packageName} has no compiled llama.cpp that runs here: ${reasonOf(cause)}; install it with its `
      + `optional dependencies (${installCommand}), or compile it (npx ${packageName} source download)`
  )

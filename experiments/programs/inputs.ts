/**
 * Values that flags name indirectly: a file, or a text with a grammar of its own.
 */
import { Effect, Option } from "effect"
import { readFile } from "node:fs/promises"
import { parse } from "yaml"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { didYouMean } from "../../src/domain/nearest.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { builtInPack, builtInPacks } from "../../src/prompts/packs.ts"
import { decodePack } from "../../src/prompts/validate.ts"
import { asUsageError, UsageError } from "../UsageError.ts"

const help = "introspect prompts show default prints a pack that works, to begin with"

/** Only a name that could be a file's is looked for as one. */
const unreadable = (path: string, cause: unknown) => {
  const names = builtInPacks.map(({ pack }) => pack.name)
  const reason = cause instanceof Error ? cause.message : String(cause)
  const hint = /[./\\]/.test(path) ? "" : `; built in are ${names.join(", ")}${didYouMean(path, names)}`
  return new UsageError({ message: `prompt pack ${path} cannot be read: ${reason}${hint}` })
}

/** A built-in pack, or a file's, which is checked; JSON is YAML too. */
export const packNamed = Effect.fnUntraced(function*(path: string) {
  const known = builtInPack(path)
  if (known !== undefined) return known
  const where = ({ message }: { readonly message: string }) =>
    new UsageError({ message: `${path} is no prompt pack:\n${message}\n(${help})` })
  const text = yield* Effect.tryPromise({
    try: () => readFile(path, "utf8"),
    catch: (cause) => unreadable(path, cause)
  })
  const data: unknown = yield* Effect.try({ try: () => parse(text), catch: (error) => where(error as Error) })
  return yield* Effect.mapError(decodePack(data), where)
})

/** The pack that a flag names; the default one without it. */
export const readPack = (name: Option.Option<string>) =>
  Option.match(name, { onNone: () => Effect.succeed(defaultPack), onSome: packNamed })

/** Reads a profile of the simulated model. */
export const readProfile = (text: string) => Effect.mapError(parseProfile(text), asUsageError)

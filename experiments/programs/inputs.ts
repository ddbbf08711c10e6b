/**
 * Values that flags name indirectly: a file, or a text with a grammar of its own.
 */
import { Effect, Option } from "effect"
import { readFile } from "node:fs/promises"
import { parse } from "yaml"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { decodePack } from "../../src/prompts/validate.ts"
import { asUsageError, UsageError } from "../UsageError.ts"

/** Reads and checks a pack; JSON is YAML too. */
export const readPack = Effect.fnUntraced(function*(file: Option.Option<string>) {
  if (Option.isNone(file)) return defaultPack
  const path = file.value
  const where = ({ message }: { readonly message: string }) =>
    new UsageError({ message: `${path} is no prompt pack:\n${message}` })
  const text = yield* Effect.tryPromise({
    try: () => readFile(path, "utf8"),
    catch: (cause) =>
      new UsageError({ message: `${path} cannot be read: ${cause instanceof Error ? cause.message : cause}` })
  })
  const data: unknown = yield* Effect.try({ try: () => parse(text), catch: (error) => where(error as Error) })
  return yield* Effect.mapError(decodePack(data), where)
})

/** Reads a profile of the simulated model. */
export const readProfile = (text: string) => Effect.mapError(parseProfile(text), asUsageError)

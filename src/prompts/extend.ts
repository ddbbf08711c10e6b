/**
 * Packs that say only what they word otherwise than a built-in one: `extends: default`.
 */
import { Either } from "effect"
import { didYouMean } from "../domain/nearest.ts"
import { builtInPack, builtInPacks } from "./packs.ts"

type Members = { readonly [key: string]: unknown }

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The base with what the change has; objects are changed member by member, and all else is replaced. */
const changed = (base: unknown, change: unknown): unknown => {
  if (!isMembers(base) || !isMembers(change)) return change
  const members = Object.entries(change).map(([key, value]) =>
    [key, Object.hasOwn(base, key) ? changed(base[key], value) : value] as const
  )
  return { ...base, ...Object.fromEntries(members) }
}

/** A user's data with the built-in pack that it extends put in, or what is wrong with `extends`. */
export const extended = (data: unknown): Either.Either<unknown, string> => {
  if (!isMembers(data) || data["extends"] === undefined) return Either.right(data)
  const { extends: name, ...change } = data
  const base = typeof name === "string" ? builtInPack(name) : undefined
  if (base !== undefined) {
    // A pack that is worded otherwise must have a name of its own.
    const { name: _, ...wording } = base
    return Either.right(changed(wording, change))
  }
  const names = builtInPacks.map(({ pack }) => pack.name)
  const hint = typeof name === "string" ? didYouMean(name, names) : ""
  return Either.left(
    `extends: ${JSON.stringify(name)} is no built-in pack${hint}; one of ${names.join(", ")}`
  )
}

/**
 * A file of settings: flags of `introspect run` by their names, in YAML or JSON.
 */
import { Either } from "effect"
import { didYouMean } from "../../src/domain/nearest.ts"
import { type SettableFlag, settableFlags } from "./flags.ts"
import type { SettingValues } from "./resolve.ts"

/** Whether a value of `--config` names a file, and no configuration of a data set. */
export const isSettingsFile = (name: string): boolean => /\.(?:ya?ml|json)$/i.test(name)

const flagsByKey: ReadonlyMap<string, SettableFlag> = new Map(settableFlags.map((flag) => [flag.key, flag]))

const isScalar = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number"

/** The values of one entry, or what is wrong with it. */
const valuesOf = (
  key: string,
  value: unknown
): readonly string[] | boolean | { readonly problem: string } => {
  const flag = flagsByKey.get(key)
  if (flag === undefined) {
    return { problem: `is no flag of introspect run${didYouMean(key, flagsByKey.keys())}` }
  }
  if (flag.isSwitch) {
    return typeof value === "boolean"
      ? value
      : { problem: "is a switch: write true or false" }
  }
  if (isScalar(value)) return [String(value)]
  return Array.isArray(value) && value.every(isScalar)
    ? value.map(String)
    : { problem: "must be a text, a number or a list of them" }
}

/** Checks what a file of settings holds. */
export const decodeSettings = (data: unknown): Either.Either<SettingValues, { readonly message: string }> => {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return Either.left({
      message: "it must hold flags by their names, such as\n  model-name: llama2-7b\n  task: counterfactual"
    })
  }
  const entries = Object.entries(data).map(([key, value]) => [key, valuesOf(key, value)] as const)
  const problems = entries.flatMap(([key, values]) =>
    typeof values === "object" && "problem" in values ? [`${key} ${values.problem}`] : []
  )
  return problems.length > 0
    ? Either.left({ message: problems.join("\n") })
    : Either.right(new Map(entries as [string, readonly string[] | boolean][]))
}

/**
 * Settings from their sources by one rule: a flag wins over the environment, the environment over the file, and the
 * file over the default.
 */
import { type SettableFlag, settableFlags } from "./flags.ts"

/** Where a setting's value is from. */
export type Origin =
  | { readonly _tag: "Flag" }
  | { readonly _tag: "Variable"; readonly name: string }
  | { readonly _tag: "File"; readonly path: string }
  | { readonly _tag: "Default" }

/** A flag, its values as they would be written on the command line (none of a switch that is off), and their origin. */
export interface Setting extends SettableFlag {
  readonly isOn: boolean
  readonly values: readonly string[]
  readonly origin: Origin
}

/** What a file holds: the values of flags by their keys; `true` and `false` switch. */
export type SettingValues = ReadonlyMap<string, readonly string[] | boolean>

export interface SettingsFile {
  readonly path: string
  readonly values: SettingValues
}

type Environment = { readonly [name: string]: string | undefined }
type Found = Pick<Setting, "isOn" | "values" | "origin"> | null

/** The values that follow a flag, in either spelling; the words up to the next flag belong to a list. */
const fromWords = ({ flag, isSwitch }: SettableFlag, words: readonly string[]): Found => {
  const values: string[] = []
  let isGiven = false
  for (const [i, word] of words.entries()) {
    if (word === flag) {
      isGiven = true
      const value = words[i + 1]
      if (!isSwitch && value !== undefined) values.push(value)
    } else if (word.startsWith(`${flag}=`)) {
      isGiven = true
      values.push(word.slice(flag.length + 1))
    }
  }
  return isGiven ? { isOn: true, values, origin: { _tag: "Flag" } } : null
}

const off: ReadonlySet<string> = new Set(["0", "false", "no", "off"])

/** An empty variable is none; the original's RUN_OFFLINE chooses a client. */
const fromEnvironment = ({ flag, isSwitch, variable }: SettableFlag, env: Environment): Found => {
  const value = env[variable] ?? ""
  if (value !== "") {
    const origin: Origin = { _tag: "Variable", name: variable }
    return isSwitch
      ? { isOn: !off.has(value.toLowerCase()), values: [], origin }
      : { isOn: true, values: [value], origin }
  }
  return flag === "--client" && env["RUN_OFFLINE"] !== undefined
    ? { isOn: true, values: ["Offline"], origin: { _tag: "Variable", name: "RUN_OFFLINE" } }
    : null
}

const fromFile = ({ key }: SettableFlag, file: SettingsFile | null): Found => {
  const value = file?.values.get(key)
  if (file === null || value === undefined) return null
  const origin: Origin = { _tag: "File", path: file.path }
  return typeof value === "boolean"
    ? { isOn: value, values: [], origin }
    : { isOn: true, values: value, origin }
}

/** Each flag's value and where it is from; `words` are the command line without the file of settings. */
export const resolveSettings = (
  words: readonly string[],
  env: Environment,
  file: SettingsFile | null
): readonly Setting[] =>
  settableFlags.map((flag) => ({
    ...flag,
    ...(fromWords(flag, words) ?? fromEnvironment(flag, env) ?? fromFile(flag, file)
      ?? { isOn: false, values: [], origin: { _tag: "Default" } })
  }))

/** The words of a command line that says everything by its flags. */
export const settingWords = (words: readonly string[], settings: readonly Setting[]): readonly string[] => [
  ...words,
  ...settings.flatMap(({ flag, isOn, isSwitch, origin, values }) => {
    if (!isOn || origin._tag === "Flag") return []
    return isSwitch ? [flag] : values.flatMap((value) => [flag, value])
  })
]

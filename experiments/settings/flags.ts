/**
 * The flags that a file of settings and the environment can hold.
 */
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import { stripVTControlCharacters } from "node:util"
import { everyRunFlag } from "../options/everyRunFlag.ts"

/** One flag of `introspect run`. */
export interface SettableFlag {
  /** As on the command line, such as `--model-name`. */
  readonly flag: string
  /** As in a file, such as `model-name`. */
  readonly key: string
  /** The environment's variable, such as `INTROSPECT_MODEL_NAME`. */
  readonly variable: string
  /** Whether it is on or off, and takes no value. */
  readonly isSwitch: boolean
  /** What holds without it, as its description says. */
  readonly usual: string
}

/** Older names than the rule. */
const variables: { readonly [flag: string]: string } = { "--persistent-dir": "INTROSPECT_DIR" }

const usualOf = (option: Options.Options<unknown>): string => {
  const help = stripVTControlCharacters(HelpDoc.toAnsiText(Options.getHelp(option)))
  const [, usual = ""] = /\((?:[^()]*; )?default:? ([^)]*)\)$/m.exec(help) ?? []
  return usual
}

const settableFlag = (option: Options.Options<unknown>): readonly SettableFlag[] => {
  const identifier = Options.getIdentifier(option)
  if (identifier._tag === "None") return []
  const flag = identifier.value
  const isSwitch = Options.isBool(option)
  return [{
    flag,
    key: flag.slice(2),
    variable: variables[flag] ?? `INTROSPECT_${flag.slice(2).replaceAll("-", "_").toUpperCase()}`,
    isSwitch,
    usual: isSwitch ? "no" : usualOf(option)
  }]
}

/** All of them, in the order of the help. */
export const settableFlags: readonly SettableFlag[] = Object.values(everyRunFlag).flatMap((option) =>
  settableFlag(option as Options.Options<unknown>)
)

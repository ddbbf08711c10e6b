/**
 * `introspect config show`: each setting of a run, and where its value is from.
 */
import { Effect } from "effect"
import { plainTable } from "../display/plainTable.ts"
import { print } from "../process/print.ts"
import { withoutSecrets } from "../process/secrets.ts"
import { CurrentCommandLine } from "../settings/CommandLine.ts"
import type { Origin, Setting } from "../settings/resolve.ts"

const shownOrigin = (origin: Origin): string => {
  switch (origin._tag) {
    case "Flag":
      return "flag"
    case "Variable":
      return `$${origin.name}`
    case "File":
      return origin.path
    case "Default":
      return "default"
  }
}

/** The values as they may be shown: without passwords and keys. */
const shownValues = ({ flag, values }: Setting): readonly string[] =>
  values.map((value) => withoutSecrets([flag, value])[1]!)

const shownValue = (setting: Setting): string => {
  if (setting.origin._tag === "Default") return setting.usual
  if (setting.isSwitch) return setting.isOn ? "yes" : "no"
  return shownValues(setting).join(", ")
}

const document = (settings: readonly Setting[]) =>
  Object.fromEntries(settings.map((setting) => [setting.key, {
    value: setting.isSwitch ? setting.isOn : shownValues(setting),
    from: shownOrigin(setting.origin)
  }]))

const table = (settings: readonly Setting[]) =>
  plainTable(
    ["Setting", "Value", "From"],
    ["left", "left", "left"],
    settings.map((setting) => [setting.key, shownValue(setting), shownOrigin(setting.origin)])
  )

/** Prints the settings, as a table or as one JSON document. */
export const showConfig = Effect.fnUntraced(function*(json: boolean) {
  const { settings } = yield* CurrentCommandLine
  yield* print(json ? JSON.stringify(document(settings)) : table(settings))
})

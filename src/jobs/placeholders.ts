/**
 * Texts with names to be filled in: `{port}` in commands and scripts, `$SCRATCH` in paths.
 */
import { Either } from "effect"

/** A shell's `${name}` is none of ours. */
const placeholder = /(?<!\$)\{(\w+)\}/g

/** Replaces each `{name}`; a name that is not among the values is an error that lists those that are. */
export const fillIn = (
  text: string,
  values: { readonly [name: string]: string | number }
): Either.Either<string, string> => {
  const unknown = [...text.matchAll(placeholder)].map(([, name]) => name!).find((name) => !(name in values))
  return unknown === undefined
    ? Either.right(text.replace(placeholder, (_, name: string) => String(values[name])))
    : Either.left(
      `{${unknown}} in ${JSON.stringify(text)} is nothing that is filled in: there are ${
        Object.keys(values).map((name) => `{${name}}`).join(", ")
      }`
    )
}

const variable = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::-([^}]*))?\})/g

/** Replaces `$NAME`, `${NAME}` and `${NAME:-other}` as a shell does; a variable that is not set is an error. */
export const expandVariables = (
  text: string,
  environment: { readonly [name: string]: string | undefined }
): Either.Either<string, string> => {
  const missing: string[] = []
  const expanded = text.replace(variable, (_, bare?: string, braced?: string, other?: string) => {
    const name = bare ?? braced ?? ""
    const value = environment[name]
    if (value !== undefined && value !== "") return value
    if (other === undefined) missing.push(name)
    return other ?? ""
  })
  return missing.length === 0
    ? Either.right(expanded)
    : Either.left(`${text}: the environment has no ${missing.map((name) => `$${name}`).join(" and no ")}`)
}

/**
 * Templates with named placeholders, `{{name}}`, and their inverse: a rendered text parses back to its fields.
 */
const placeholder = /\{\{\s*([a-z_]+)\s*\}\}/g

/** A template as literals and names in turn: `literals[0] names[0] literals[1] … literals[n]`. */
export interface Template {
  readonly literals: readonly string[]
  readonly names: readonly string[]
}

/** Values of a template's placeholders. */
export type Fields = { readonly [name: string]: string }

/** Replaces those placeholders that `known` has a text for; the others stay. */
export const substitute = (text: string, known: Fields): string =>
  text.replace(placeholder, (whole, name: string) => Object.hasOwn(known, name) ? known[name]! : whole)

/** Splits a text at its placeholders. */
export const parseTemplate = (text: string): Template => {
  const pieces = text.split(placeholder)
  return {
    literals: pieces.filter((_, i) => i % 2 === 0),
    names: pieces.filter((_, i) => i % 2 === 1)
  }
}

/** Fills every placeholder; the validation of packs makes sure that each field is given. */
export const renderTemplate = ({ literals, names }: Template, fields: Fields): string =>
  literals.map((literal, i) => {
    const name = names[i]
    return name === undefined ? literal : literal + (fields[name] ?? "")
  }).join("")

/**
 * The fields that a text was rendered from, or null when the template cannot have made it.
 *
 * A field ends where the next literal first occurs, so only the last field may contain any text at all.
 */
export const matchTemplate = ({ literals, names }: Template, text: string): Fields | null => {
  const first = literals[0] ?? ""
  const last = literals.at(-1) ?? ""
  if (!text.startsWith(first)) return null
  if (names.length === 0) return text === first ? {} : null
  const fields: { [name: string]: string } = {}
  let position = first.length
  for (const [i, name] of names.entries()) {
    const isLast = i === names.length - 1
    const end = isLast ? text.length - last.length : text.indexOf(literals[i + 1]!, position)
    if (end < position || (isLast && !text.endsWith(last))) return null
    const value = text.slice(position, end)
    if ((fields[name] ?? value) !== value) return null
    fields[name] = value
    position = end + literals[i + 1]!.length
  }
  return fields
}

/** The number of characters that a template fixes: of two templates that match, the longer says more. */
export const literalLength = ({ literals }: Template): number =>
  literals.reduce((sum, literal) => sum + literal.length, 0)

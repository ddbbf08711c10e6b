/**
 * The command line as it may be kept.
 */
import { withoutPassword } from "../../layers/cache/postgres/url.ts"

/** The words of a command line without the values of headers, which may be keys, and without passwords. */
export const withoutSecrets = (args: readonly string[]): readonly string[] =>
  args.map(withoutPassword).map((word, i) => {
    const header = args[i - 1] === "--header" ? word : /^--header=(.*)$/s.exec(word)?.[1]
    if (header === undefined) return word
    const [name = ""] = header.split(":")
    return `${word === header ? "" : "--header="}${header.includes(":") ? name : "…"}: …`
  })

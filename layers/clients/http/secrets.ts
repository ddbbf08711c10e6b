/**
 * Keys and secret headers: sent with every request, and shown nowhere.
 */
import { Redacted } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"

/** What a server wants to know of its user. */
export interface Credentials {
  /** Sent as `Authorization: Bearer KEY`. */
  readonly apiKey?: Redacted.Redacted | undefined
  /** More headers; one that is named `authorization` replaces the key. */
  readonly headers?: { readonly [name: string]: string | Redacted.Redacted } | undefined
}

const plain = (value: string | Redacted.Redacted): string =>
  Redacted.isRedacted(value) ? Redacted.value(value) : value

/** The headers as they are sent, by lower-case names. */
export const plainHeaders = (
  { apiKey, headers = {} }: Credentials
): { readonly [name: string]: string } => ({
  ...(apiKey === undefined ? {} : { authorization: `Bearer ${Redacted.value(apiKey)}` }),
  ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), plain(value)]))
})

const noKey = "no key was sent: name the environment variable that holds it with --api-key-env"

/** The secrets in a header's value: the value itself, and what follows its scheme (`Bearer KEY`). */
const secretsIn = (value: string): readonly string[] => [value, ...value.split(" ").slice(1)]

/** Takes every secret out of an error: some servers answer with the key that they refuse. */
export const concealer = (credentials: Credentials) => {
  const { apiKey, headers = {} } = credentials
  const isAnonymous = !("authorization" in plainHeaders(credentials))
  const secrets = [apiKey, ...Object.values(headers)]
    .flatMap((value) => Redacted.isRedacted(value) ? secretsIn(Redacted.value(value)) : [])
    .filter((secret) => secret !== "")
    .toSorted((a, b) => b.length - a.length)
  return (error: GenerateError): GenerateError => {
    const told = secrets.reduce((text, secret) => text.replaceAll(secret, "<redacted>"), error.message)
    const message = isAnonymous && error.reason._tag === "Unauthorized" ? `${told} (${noKey})` : told
    return message === error.message ? error : generateError({ ...error.reason, message })
  }
}

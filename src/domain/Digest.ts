/**
 * SHA-256 digests of canonical texts: the one file of `src/` that uses node:crypto.
 */
import { Brand } from "effect"
import { hash } from "node:crypto"

/** 64 lower-case hex digits. */
export type Digest = string & Brand.Brand<"Digest">
/** A SHA-256 as 64 hexadecimal digits. */
export const Digest = Brand.nominal<Digest>()

/** The SHA-256 of a text's UTF-8 bytes. */
export const digestText = (text: string): Digest => Digest(hash("sha256", text, "hex"))

/** A value of JSON; absent members of objects are left out. */
export type Json = null | boolean | number | string | readonly Json[] | {
  readonly [key: string]: Json | undefined
}

/** JSON with sorted keys and without absent ones: equal values have equal texts. */
export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (value !== null && typeof value === "object") {
    const object = value as { readonly [key: string]: Json | undefined }
    const members = Object.keys(object).toSorted().flatMap((key) => {
      const member = object[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`]
    })
    return `{${members.join(",")}}`
  }
  return JSON.stringify(value)
}

import { expect, it } from "@effect/vitest"
import { Redacted } from "effect"
import { concealer, type Credentials, plainHeaders } from "../../../../layers/clients/http/secrets.ts"
import { generateError } from "../../../../src/domain/GenerateError.ts"

const failure = (message: string) => generateError({ _tag: "Overloaded", message, retryAfterMillis: 5 })

it("sends the key as a bearer, unless a header says otherwise", () => {
  const apiKey = Redacted.make("k")
  expect(plainHeaders({})).toEqual({})
  expect(plainHeaders({ apiKey })).toEqual({ authorization: "Bearer k" })
  expect(plainHeaders({ apiKey, headers: { Authorization: "Basic x", A: Redacted.make("b") } })).toEqual({
    authorization: "Basic x",
    a: "b"
  })
})

it("takes secrets out of an error, and leaves the rest of it", () => {
  const conceal = concealer({
    apiKey: Redacted.make("key-1"),
    headers: { authorization: Redacted.make("Token key-12"), plain: "visible", empty: Redacted.make("") }
  })
  const error = conceal(failure("key-12 and key-1 are visible"))
  expect(error.reason).toEqual({
    _tag: "Overloaded",
    message: "<redacted> and <redacted> are visible",
    retryAfterMillis: 5
  })
  const other = failure("nothing here")
  expect(conceal(other)).toBe(other)
  expect(concealer({})(other)).toBe(other)
})

it("says of a key that is missing that none was sent", () => {
  const refused = generateError({ _tag: "Unauthorized", message: "401" })
  const told = (credentials: Credentials) => concealer(credentials)(refused).message
  expect(told({ headers: { "x-plain": "plain" } })).toBe(
    "401 (no key was sent: name the environment variable that holds it with --api-key-env)"
  )
  expect(told({ apiKey: Redacted.make("wrong") })).toBe("401")
  expect(told({ headers: { Authorization: "Basic x" } })).toBe("401")
})

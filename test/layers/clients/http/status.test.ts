import { expect, it } from "@effect/vitest"
import { messageOf, statusError } from "../../../../layers/clients/http/status.ts"

const waitOf = (headers: { readonly [name: string]: string }) => {
  const { reason } = statusError("here", {
    status: 429,
    text: "",
    millis: 0,
    header: (name) => headers[name] ?? null
  })
  return reason._tag === "Overloaded" ? reason.retryAfterMillis : undefined
}

it("waits as long as it is told: milliseconds, seconds, or a date by the server's own clock", () => {
  const date = "Wed, 21 Oct 2026 07:28:00 GMT"
  expect(waitOf({ "retry-after": "2" })).toBe(2000)
  expect(waitOf({ "retry-after": "0.5" })).toBe(500)
  expect(waitOf({ "retry-after-ms": "120", "retry-after": "1" })).toBe(120)
  expect(waitOf({ "retry-after": "Wed, 21 Oct 2026 07:28:10 GMT", date })).toBe(10_000)
  expect(waitOf({ "retry-after": "Wed, 21 Oct 2026 07:27:00 GMT", date })).toBeNull()
  expect(waitOf({ "retry-after": "Wed, 21 Oct 2026 07:28:10 GMT" })).toBeNull()
  for (const unusable of ["", " ", "soon", "-1", "Infinity"]) {
    expect(waitOf({ "retry-after": unusable })).toBeNull()
  }
  expect(waitOf({})).toBeNull()
})

it("finds the message of an error in every usual shape", () => {
  expect(messageOf("{\"error\":{\"message\":\"no\"}}")).toBe("no")
  expect(messageOf("{\"error\":\"no\"}")).toBe("no")
  expect(messageOf("{\"object\":\"error\",\"message\":\"no\"}")).toBe("no")
  expect(messageOf("[{\"error\":{\"message\":\"no\"}}]")).toBe("no")
  expect(messageOf("{\"detail\":\"no\"}")).toBe("no")
  expect(messageOf("{\"detail\":[1]}")).toBe("{\"detail\":[1]}")
  expect(messageOf("<html>\n no</html>")).toBe("<html> no</html>")
  expect(messageOf("null")).toBe("null")
  expect(messageOf("")).toBe("")
})

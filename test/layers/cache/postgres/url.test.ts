import { describe, expect, it } from "vitest"
import { withoutPassword } from "../../../../layers/cache/postgres/url.ts"

describe("the URL of a database", () => {
  it("is shown without its password, wherever that stands", () => {
    expect(withoutPassword("postgres://me:secret@host:5432/db")).toBe("postgres://me:…@host:5432/db")
    expect(withoutPassword("--cache=postgresql://me:se:c@r/e?t@host/db")).toBe(
      "--cache=postgresql://me:…@host/db"
    )
    expect(withoutPassword("postgres://host/db?user=me&password=secret&ssl=true")).toBe(
      "postgres://host/db?user=me&password=…&ssl=true"
    )
  })

  it("stays as it is without one, like every other text", () => {
    for (const text of ["postgres://me@host/db", "postgres://host/db", "http://me:it@host", "a: b@c"]) {
      expect(withoutPassword(text)).toBe(text)
    }
  })
})

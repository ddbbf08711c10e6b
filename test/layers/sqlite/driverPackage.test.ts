import { describe, expect, it } from "@effect/vitest"
import { driverPackage } from "../../../layers/sqlite/driverPackage.ts"

describe("driverPackage", () => {
  it("is better-sqlite3 12 where 13 cannot be loaded, and 13 where 12 aborts", () => {
    expect(driverPackage("v20.20.2")).toBe("better-sqlite3")
    expect(driverPackage("v22.13.0")).toBe("better-sqlite3")
    expect(driverPackage("v22.14.0")).toBe("better-sqlite3-napi")
    expect(driverPackage("v24.21.0")).toBe("better-sqlite3-napi")
  })
})

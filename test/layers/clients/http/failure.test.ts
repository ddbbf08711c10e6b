import { expect, it } from "@effect/vitest"
import { failureOf } from "../../../../layers/clients/http/failure.ts"

const thrown = (code: string, facts: object = {}) =>
  Object.assign(new Error(`${code} happened`), { code, ...facts })
const lookup = thrown("ENOTFOUND", { hostname: "tgi-hots" })

it("takes an unknown name for a slip where nothing ever answered, and says which", () => {
  const error = failureOf("http://tgi-hots/info", lookup, false)
  expect([error.reason._tag, error.class]).toEqual(["WrongServer", "setup"])
  expect(error.message).toBe("http://tgi-hots/info: there is no host tgi-hots; is it written right?")
  expect(failureOf("here", new AggregateError([lookup]), false).class).toBe("setup")
})

it("takes it for trouble that passes where something did, and that nobody can be asked for names at any time", () => {
  const later = failureOf("here", lookup, true)
  expect(later.reason).toEqual({ _tag: "Unreachable", message: "here: no such host", phase: "connect" })
  for (const hasReplied of [false, true]) {
    const error = failureOf("here", thrown("EAI_AGAIN", { hostname: "h" }), hasReplied)
    expect(error.reason).toMatchObject({ _tag: "Unreachable", phase: "connect" })
  }
})

it("tells what never reached the server from what broke on the way", () => {
  const phaseOf = (error: unknown) => failureOf("here", error, false).reason
  expect(phaseOf(thrown("ECONNREFUSED"))).toMatchObject({ phase: "connect" })
  expect(phaseOf(thrown("ECONNRESET"))).toMatchObject({
    phase: "exchange",
    message: "here: connection reset"
  })
  expect(phaseOf("odd")).toMatchObject({ phase: "exchange", message: "here: odd" })
})

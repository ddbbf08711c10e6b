/**
 * Requests and generations, which `llm-introspect/testing` has.
 */
export * from "../../layers/testing/exchanges.ts"

/**
 * Services that die of what a test did not expect, which `llm-introspect/testing` has.
 */
export * from "../../layers/testing/fakes.ts"

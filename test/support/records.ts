/**
 * Specifications and records, which `llm-introspect/testing` has.
 */
export * from "../../layers/testing/records.ts"

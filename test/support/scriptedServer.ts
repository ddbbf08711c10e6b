/**
 * Servers that answer by a script, which `llm-introspect/testing` has.
 */
export * from "../../layers/testing/scriptedServer.ts"

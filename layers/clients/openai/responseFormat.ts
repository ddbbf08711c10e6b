/**
 * The form of an answer in OpenAI's API (platform.openai.com/docs/guides/structured-outputs).
 */
import type { JsonSchema } from "../../../src/domain/GenerateRequest.ts"
import type { SentBody } from "./refusal.ts"

/** The field that forces a JSON schema. The API wants a name, which the model does not see. */
export const responseFormat = (schema: JsonSchema): SentBody => ({
  response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } }
})

/**
 * The form of an answer, as the engine forces it.
 */
import { Effect } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { JsonSchema } from "../../../src/domain/GenerateRequest.ts"
import type { Grammar, GrammarState } from "./api.ts"
import type { Engine } from "./engine.ts"
import { reasonOf } from "./load.ts"

/** What forces one answer: the state of a grammar, and the text with which its answers end. */
export interface AnswerForm {
  readonly state: GrammarState
  readonly end: string
}

/** The library's grammars go on with newlines behind the value. */
const end = "\n".repeat(4)

/** The maker of forms; each schema's grammar is made once, and each answer has a state of its own. */
export const formMaker = ({ library, llama, model }: Engine) => {
  const grammars = new Map<string, Promise<Grammar>>()

  const grammarOf = (schema: JsonSchema): Promise<Grammar> => {
    const key = JSON.stringify(schema)
    const known = grammars.get(key) ?? llama.createGrammarForJsonSchema(schema)
    grammars.set(key, known)
    return known
  }

  return (schema: JsonSchema | undefined): Effect.Effect<AnswerForm | null, GenerateError> =>
    schema === undefined ? Effect.succeed(null) : Effect.tryPromise({
      try: async () => ({
        state: new library.LlamaGrammarEvaluationState({ model, grammar: await grammarOf(schema) }),
        end
      }),
      catch: (cause) =>
        generateError({
          _tag: "Unsupported",
          message: `llama.cpp makes no grammar of the prompt pack's JSON schema: ${reasonOf(cause)}`
        })
    })
}

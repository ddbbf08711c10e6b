import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as OpenAi from "../../../layers/clients/OpenAi.ts"
import * as Simulated from "../../../layers/clients/Simulated.ts"
import * as Tgi from "../../../layers/clients/Tgi.ts"
import * as Vllm from "../../../layers/clients/Vllm.ts"
import { inferenceContract } from "../../../layers/testing/contracts/inference.ts"
import type { WireContract } from "../../../layers/testing/contracts/inferenceWire.ts"
import {
  recorded,
  recordedFacts,
  recordedLlamaServer,
  recordedStop
} from "../../support/recordedLlamaServer.ts"
import { scriptedServer } from "../../support/scriptedServer.ts"
import { faithful, sentimentPrompt, serveFaithful } from "../../support/simulated.ts"

const both = { text: `<s>[INST] ${sentimentPrompt} [/INST]`, chat: sentimentPrompt }
const simulated = { model: "simulated/faithful", prompts: both }
const models = (card: object) => (path: string) =>
  path === "/v1/models" ? { body: { object: "list", data: [card] } } : undefined

const openAiWire: WireContract = {
  layer: OpenAi.layer,
  facts: models({ id: "m", object: "model", owned_by: "someone" }),
  good: { body: { choices: [{ index: 0, text: "fine", finish_reason: "stop" }] } },
  refusedParameter: {
    status: 400,
    body: {
      error: {
        message: "Unknown parameter: 'top_p'.",
        type: "invalid_request_error",
        param: "top_p",
        code: "unknown_parameter"
      }
    }
  },
  tooLong: {
    status: 400,
    body: {
      error: {
        message:
          "This model's maximum context length is 4096 tokens. However, your messages resulted in 5000 tokens.",
        type: "invalid_request_error",
        param: "messages",
        code: "context_length_exceeded"
      }
    }
  }
}

const vllmWire: WireContract = {
  layer: Vllm.layer,
  facts: (path) => {
    if (path === "/version") return { body: { version: "0.11.0" } }
    if (path === "/health") return { body: "" }
    return models({ id: "m", object: "model", owned_by: "vllm", root: "/models/m", max_model_len: 2048 })(
      path
    )
  },
  good: openAiWire.good,
  refusedParameter: {
    status: 400,
    body: {
      error: {
        message: "top_p must be in (0, 1], got 2.0.",
        type: "BadRequestError",
        param: "top_p",
        code: 400
      }
    }
  },
  tooLong: {
    status: 400,
    body: {
      error: {
        message: "The prompt has too many tokens.",
        type: "BadRequestError",
        param: "input_tokens",
        code: 400
      }
    }
  }
}

const tgiRefusal = (message: string) => ({
  status: 422,
  body: { error: `Input validation error: ${message}`, error_type: "validation" }
})

const tgiWire: WireContract = {
  layer: Tgi.layer,
  facts: (path) => path === "/info" ? { body: { model_id: "m", version: "3.3.6" } } : undefined,
  good: { body: { generated_text: "fine" } },
  refusedParameter: tgiRefusal("`top_p` must be > 0.0 and < 1.0"),
  tooLong: tgiRefusal("`inputs` must have less than 1000 tokens. Given: 2000")
}

inferenceContract({ describe, expect, it }, "Simulated", {
  ...simulated,
  client: Effect.succeed(Simulated.layer({ profile: faithful })),
  scores: true
})

inferenceContract({ describe, expect, it }, "Tgi", {
  ...simulated,
  client: Effect.map(serveFaithful(), ({ url }) => Tgi.layer({ endpoint: url })),
  prompts: { text: both.text },
  scores: true,
  wire: tgiWire
})

inferenceContract({ describe, expect, it }, "Vllm", {
  ...simulated,
  client: Effect.map(serveFaithful(), ({ url }) => Vllm.layer({ endpoint: url })),
  scores: true,
  wire: vllmWire
})

inferenceContract({ describe, expect, it }, "Vllm, its legacy server", {
  client: Effect.map(
    scriptedServer(({ path, text }) =>
      path === "/generate" ? { body: { text: [`${JSON.parse(text).prompt} It is fine.`] } } : { body: "" }
    ),
    ({ url }) => Vllm.layer({ endpoint: url, legacy: true, model: "m" })
  ),
  model: "m",
  prompts: { text: "How is it?" },
  stopIn: () => "fine.",
  tellsEnd: false
})

inferenceContract({ describe, expect, it }, "OpenAi", {
  ...simulated,
  client: Effect.map(serveFaithful(), ({ url }) => OpenAi.layer({ endpoint: url })),
  wire: openAiWire
})

inferenceContract({ describe, expect, it }, "OpenAi, llama.cpp's server as recorded", {
  client: Effect.map(recordedLlamaServer, ({ url }) => OpenAi.layer({ endpoint: url })),
  model: "tiny",
  prompts: { text: "the answer is", chat: "the answer?" },
  stopIn: () => recordedStop,
  wire: {
    layer: OpenAi.layer,
    facts: recordedFacts,
    good: recorded("v1-completions"),
    refusedParameter: recorded("error-wrong-type-temperature"),
    tooLong: recorded("error-context-overflow")
  }
})

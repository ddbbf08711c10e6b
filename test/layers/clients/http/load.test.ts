import { expect, it } from "@effect/vitest"
import { readLoad } from "../../../../layers/clients/http/load.ts"
import { recorded } from "../../../support/recordedLlamaServer.ts"

it("adds up vLLM's engines, and takes the fullest memory, by its newer or older name", () => {
  const text = (memory: string) =>
    `# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="m"} 3.0
vllm:num_requests_running{engine="1",model_name="m"} 4.0
vllm:num_requests_waiting{engine="0",model_name="m"} 0.0
vllm:num_requests_waiting{engine="1",model_name="m {1}"} 2.0
${memory}{engine="0",model_name="m"} 0.25
${memory}{engine="1",model_name="m"} 0.5
`
  const expected = { running: 7, waiting: 2, memory: 0.5 }
  expect(readLoad(text("vllm:kv_cache_usage_perc"))).toEqual(expected)
  expect(readLoad(text("vllm:gpu_cache_usage_perc"))).toEqual(expected)
})

it("reads TGI's and llama.cpp's figures", () => {
  expect(readLoad("tgi_queue_size 5\ntgi_batch_current_size 8\n")).toEqual({
    running: 8,
    waiting: 5,
    memory: null
  })
  expect(readLoad(String(recorded("metrics").body))).toEqual({ running: 0, waiting: 0, memory: null })
})

it("is null where there is no such figure", () => {
  expect(readLoad("")).toBeNull()
  expect(readLoad("<html></html>")).toBeNull()
  expect(readLoad("tgi_queue_size 5\n")).toBeNull()
})

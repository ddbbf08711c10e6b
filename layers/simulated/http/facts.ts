/**
 * What the simulated server tells about itself.
 */

/** The version of TGI whose behaviour this is, marked so that nobody takes the server for a real one. */
export const simulatedVersion = "3.3.6-simulated"

/** The limits that `/info` tells. The number of requests at once is not limited: it is only a large number. */
export const limits = {
  max_concurrent_requests: 10_000,
  max_best_of: 1,
  max_stop_sequences: 4,
  max_input_tokens: 32_767,
  max_total_tokens: 32_768,
  validation_workers: 1,
  max_client_batch_size: 128
}

/**
 * Every answer that a server ever gave, by the digest of the request.
 */
import { Context, type Effect } from "effect"
import type { Digest } from "../domain/Digest.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import type { StorageError } from "./StorageError.ts"

/** A request as it was sent, and the answer that it got. */
export interface CacheEntry {
  readonly request: GenerateRequest
  readonly generation: Generation
}

export class GenerationCache extends Context.Tag("introspect/GenerationCache")<GenerationCache, {
  /** The stored answer, or null. An answer that was put is found at once, whether it is on disk yet or not. */
  readonly get: (request: Digest) => Effect.Effect<Generation | null, StorageError>
  /** Requests and their stored answers, for those of the digests that there are. */
  readonly entries: (
    requests: Iterable<Digest>
  ) => Effect.Effect<ReadonlyMap<Digest, CacheEntry>, StorageError>
  /**
   * Stores an answer; returns at once, and the answer is on disk within 50 ms.
   *
   * The first answer to a request is the one that `get` gives; a different later one is kept beside it.
   */
  readonly put: (request: GenerateRequest, generation: Generation) => Effect.Effect<void, StorageError>
  /** Returns when everything put so far is on disk. */
  readonly flush: Effect.Effect<void, StorageError>
  /** Removes the answers to these requests, and tells how many there were. */
  readonly forget: (requests: Iterable<Digest>) => Effect.Effect<number, StorageError>
  /** Where the answers are, for messages. */
  readonly location: string
}>() {}

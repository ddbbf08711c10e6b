/**
 * Every answer that a server ever gave, by the digest of the request.
 */
import { Context, type Effect } from "effect"
import type { Digest } from "../domain/Digest.ts"
import type { FailedGeneration } from "../domain/FailedGeneration.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import type { StorageError } from "./StorageError.ts"

/** A request as it was sent, and the answer that it got. */
export interface CacheEntry {
  readonly request: GenerateRequest
  readonly generation: Generation
}

/** What is kept of a request: its answer, or else its latest failure for what it is. */
export interface Kept {
  readonly generation: Generation | null
  /** Null of a request that was never refused, and beside an answer. */
  readonly failure: FailedGeneration | null
}

/** The service that keeps every answer. */
export class GenerationCache extends Context.Tag("introspect/GenerationCache")<GenerationCache, {
  /** The stored answer, or null. */
  readonly get: (request: Digest) => Effect.Effect<Generation | null, StorageError>
  /**
   * What is kept of a request, where it can be had without waiting; null says nothing, and what is wrong, if anything,
   * `get` tells.
   */
  readonly peek: (request: Digest) => Kept | null
  /** Requests and their stored answers, for those of the digests that there are. */
  readonly entries: (
    requests: Iterable<Digest>
  ) => Effect.Effect<ReadonlyMap<Digest, CacheEntry>, StorageError>
  /**
   * Stores an answer, and returns the one that counts, as soon as that is on disk (at most 50 ms later).
   *
   * The first answer to a request counts, whichever process stored it; a different later one is kept beside it. What
   * follows from an answer, the next question included, must follow from the one that counts: so this waits for the
   * commit, which takes a millisecond, and nobody ever has an answer that another one may still displace.
   */
  readonly put: (
    request: GenerateRequest,
    generation: Generation
  ) => Effect.Effect<Generation, StorageError>
  /** The latest failure of a request for what it is, or null. A request may have an answer as well. */
  readonly getFailure: (request: Digest) => Effect.Effect<FailedGeneration | null, StorageError>
  /** Stores a failure in place of an earlier one; returns when it is on disk. */
  readonly putFailure: (
    request: GenerateRequest,
    failure: FailedGeneration
  ) => Effect.Effect<void, StorageError>
  /** Removes the answers to these requests, and their failures; tells how many answers there were. */
  readonly forget: (requests: Iterable<Digest>) => Effect.Effect<number, StorageError>
  /** Where the answers are, for messages. */
  readonly location: string
}>() {}

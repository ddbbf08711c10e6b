/**
 * From the canonical text of any request back to the request.
 */
import type { Either, ParseResult } from "effect"
import type { Digest } from "./Digest.ts"
import { type GenerateRequest, parseGenerateRequest } from "./GenerateRequest.ts"
import { isScore, parseScoreRequest } from "./ScoreRequest.ts"

/**
 * The request whose canonical text this is, or what is wrong with it.
 *
 * @param digest its digest, where that is known: to make it again takes longer than to read the text
 */
export const parseRequest = (
  canonical: string,
  digest?: Digest
): Either.Either<GenerateRequest, ParseResult.ParseError> =>
  isScore(canonical) ? parseScoreRequest(canonical) : parseGenerateRequest(canonical, digest)

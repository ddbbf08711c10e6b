/**
 * From the canonical text of any request back to the request.
 */
import type { Either, ParseResult } from "effect"
import { type GenerateRequest, parseGenerateRequest } from "./GenerateRequest.ts"
import { isScore, parseScoreRequest } from "./ScoreRequest.ts"

/** The request whose canonical text this is, or what is wrong with it. */
export const parseRequest = (canonical: string): Either.Either<GenerateRequest, ParseResult.ParseError> =>
  isScore(canonical) ? parseScoreRequest(canonical) : parseGenerateRequest(canonical)

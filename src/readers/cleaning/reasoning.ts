import { splitReasoning } from "../../domain/reasoning.ts"

/** Leaves out what a model thought aloud: transcripts that are given to a reader directly still have it. */
export const dropReasoning = (answer: string): string => splitReasoning(answer).text

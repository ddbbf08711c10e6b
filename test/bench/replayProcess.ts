/**
 * Replays in one way, round by round: see `inTurn`.
 */
import assert from "node:assert/strict"
import { replays } from "./replayRun.ts"
import { onEachRound, type Way } from "./ways.ts"

const [, , way = "", folder = "", size = "", correct = ""] = process.argv
const replay = replays(folder, Number(size))[way as Way]

onEachRound(3 * Number(size), async (round) => assert.equal(await replay(round), Number(correct)))

/**
 * A process that replays in one way, round by round, whenever it is told to: each way has a heap and compiled code of its own.
 */
import assert from "node:assert/strict"
import { measure } from "./measure.ts"
import { type Replaying, replays } from "./replayRun.ts"

const [, , way = "", folder = "", size = "", correct = ""] = process.argv
const replay = replays(folder, Number(size))[way as Replaying]

process.on("message", (round: number) => {
  void measure(3 * Number(size), async () => assert.equal(await replay(round), Number(correct))).then(
    (measured) => process.send?.(measured)
  )
})

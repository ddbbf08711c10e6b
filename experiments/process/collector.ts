/**
 * How Node collects the garbage of a run: much of it, which dies at once, and little that stays.
 */
import { setFlagsFromString } from "node:v8"

/**
 * A heap that is collected as a whole when it has grown to two and a half times what is alive, instead of four times,
 * bounds the memory of a run: 206 MB at most instead of 257, for three collections more in 30,000 observations. The
 * young generation keeps its size: a smaller one bounds it too, but is collected four times as often, and moves what
 * waits for an answer again and again.
 *
 * The young generation is collected in milliseconds by one thread; several that wait for each other took a tenth more
 * CPU for a whole run, where other programs kept the cores busy.
 */
export const tuneCollector = (): void => {
  setFlagsFromString("--heap-growing-percent=150")
  setFlagsFromString("--no-parallel-scavenge")
}

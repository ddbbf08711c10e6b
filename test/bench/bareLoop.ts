/**
 * What the machine can do at most: an undici Pool that sends bodies and reads replies, and nothing else.
 */
import { Pool } from "undici"

/** Sends each body once over so many connections. */
export const bareLoop = async (url: string, bodies: readonly string[], workers: number): Promise<void> => {
  const pool = new Pool(url, { connections: workers, pipelining: 1 })
  let next = 0
  const worker = async () => {
    while (next < bodies.length) {
      const body = bodies[next++]!
      const reply = await pool.request({
        method: "POST",
        path: "/generate",
        headers: { "content-type": "application/json" },
        body
      })
      await reply.body.text()
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  await pool.close()
}

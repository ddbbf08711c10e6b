/**
 * One long statement in a thread of its own: SQLite tells nothing meanwhile, and would hold everything else up.
 */
import { Effect } from "effect"
import { Worker } from "node:worker_threads"
import { StorageError } from "../../src/storage/StorageError.ts"
import { driverPath, type Row } from "./driver.ts"
import { storageError } from "./errors.ts"

/** What the thread does, in plain JavaScript: it must run as it is, bundled or not. */
const script = `
const { parentPort, workerData: { driver, location, sql } } = require("node:worker_threads")
const file = new (require(driver))(location, { timeout: 60000 })
const reply = () => {
  try {
    const statement = file.prepare(sql)
    return { rows: statement.reader ? statement.all() : (statement.run(), []) }
  } catch ({ code, message }) {
    return { failed: { code, message } }
  } finally {
    // Whoever hears the reply finds the file free.
    file.close()
  }
}
parentPort.postMessage(reply())`

type Reply =
  | { readonly rows: readonly Row[] }
  | { readonly failed: { readonly code: string; readonly message: string } }

/** Runs a statement on a file by a connection of its own, and gives the rows. */
export const runAside = (location: string, sql: string): Effect.Effect<readonly Row[], StorageError> =>
  Effect.async((resume) => {
    const fail = (cause: unknown) => resume(Effect.fail(storageError(location)(cause)))
    const worker = new Worker(script, { eval: true, workerData: { driver: driverPath, location, sql } })
    worker.once("message", (reply: Reply) => {
      if ("rows" in reply) resume(Effect.succeed(reply.rows))
      else fail(Object.assign(new Error(reply.failed.message), { code: reply.failed.code }))
    })
    worker.once("error", fail)
    worker.once(
      "exit",
      (code) =>
        fail(
          new StorageError({ reason: "Failed", location, message: `${location}: ${sql} ended with ${code}` })
        )
    )
    return Effect.promise(() => worker.terminate())
  })

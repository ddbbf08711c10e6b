/**
 * One process at a time, among all machines that see a folder.
 *
 * The lock is a file that only one can make, on network file systems too, where SQLite's locks do not hold. It says who
 * holds it: what a process of this machine has left when it died is taken over.
 */
import { Clock, Effect, Option, Schema, type Scope } from "effect"
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { hostname } from "node:os"
import { dirname } from "node:path"
import { StorageError } from "../../src/storage/StorageError.ts"
import { isAlive, lifeOf } from "../processes/life.ts"
import { withFiles } from "./Store.ts"

/** Who holds a lock. */
const Holder = Schema.Struct({
  pid: Schema.Int,
  host: Schema.String,
  since: Schema.String,
  life: Schema.NullOr(Schema.String)
})
type Holder = typeof Holder.Type

const HolderText = Schema.parseJson(Holder)
const encode = Schema.encodeSync(HolderText)
const decode = Schema.decodeUnknownOption(HolderText)

const codeOf = (cause: unknown) => cause instanceof Error && "code" in cause ? cause.code : undefined

/** What an attempt comes to where another outcome than success is no error. */
const unless = <A, B>(code: string, attempt: Promise<A>, otherwise: B): Promise<A | B> =>
  attempt.catch((cause) => {
    if (codeOf(cause) === code) return otherwise
    throw cause
  })

/** Makes the lock; false where there is one. */
const make = (location: string, text: string) =>
  withFiles(location, async () => {
    await mkdir(dirname(location), { recursive: true })
    return unless("EEXIST", writeFile(location, text, { flag: "wx" }).then(() => true), false)
  })

/** What the lock says; null where it has gone meanwhile. */
const read = (location: string) =>
  withFiles(location, () => unless("ENOENT", readFile(location, "utf8"), null))

/** Takes away the lock of a dead process, and no other that somebody has made in its place meanwhile. */
const takeAway = (location: string, text: string) =>
  withFiles(location, async () => {
    const aside = `${location}.${process.pid}`
    const isMoved = await unless("ENOENT", rename(location, aside).then(() => true), false)
    if (!isMoved) return
    if (await readFile(aside, "utf8") === text) await rm(aside)
    else await rename(aside, location)
  })

const isGone = ({ host, life, pid }: Holder): boolean => host === hostname() && !isAlive(pid, life)

const held = (location: string, doing: string, holder: Option.Option<Holder>) => {
  const message = Option.match(holder, {
    onNone: () => `somebody is ${doing}; if nobody is, remove ${location}`,
    onSome: ({ host, pid, since }) =>
      `process ${pid} on ${host} is ${doing}, since ${since}; wait for it to end, or stop it`
      + (host === hostname() ? "" : ` (if it has died there, remove ${location})`)
  })
  return new StorageError({ reason: "Held", location, message })
}

const acquire = Effect.fnUntraced(function*(location: string, doing: string) {
  const { pid } = process
  const since = new Date(yield* Clock.currentTimeMillis).toISOString()
  const own = `${encode({ pid, host: hostname(), since, life: lifeOf(pid) })}\n`
  while (!(yield* make(location, own))) {
    const text = yield* read(location)
    if (text === null) continue
    const holder = decode(text)
    if (!Option.exists(holder, isGone)) return yield* held(location, doing, holder)
    yield* takeAway(location, text)
  }
  return own
})

const release = (location: string, own: string) =>
  Effect.ignoreLogged(Effect.flatMap(
    read(location),
    (text) => text === own ? withFiles(location, () => rm(location, { force: true })) : Effect.void
  ))

/** Holds the lock until the scope closes, or fails with `Held`; `doing` says what only one may do. */
export const holdLockFile = (
  location: string,
  doing: string
): Effect.Effect<void, StorageError, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(acquire(location, doing), (own) => release(location, own)))

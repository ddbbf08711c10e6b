/**
 * The built command in a process that is kept for further commands: to load it takes longer than most commands do.
 *
 * Words, folder, environment, output and exit code are a command's own; its modules are those of the commands before
 * it. A command that is sent signals, reads stdin, has flags of Node or starts programs that print needs a process of
 * its own: introspect.ts.
 */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import type { Socket } from "node:net"
import { fileURLToPath } from "node:url"
import { type Ended, type Place, usualEnvironment } from "./introspect.ts"

const program = fileURLToPath(new URL("keptIntrospect.mjs", import.meta.url))

const idle: ChildProcess[] = []

const startProcess = (): ChildProcess => {
  const child = fork(program, { stdio: ["ignore", "pipe", "pipe", "ipc"] })
  for (const stream of [child.stdout, child.stderr] as Socket[]) stream.resume().unref()
  return child
}

/** Whether the tests' own process waits for it. */
const hold = (child: ChildProcess, isHeld: boolean) => {
  for (const part of [child, child.channel!]) {
    if (isHeld) part.ref()
    else part.unref()
  }
}

/** What the process says next; an error where it ends instead. */
const answer = (child: ChildProcess): Promise<Ended & { readonly isLast: boolean }> => {
  const either = new AbortController()
  const died = once(child, "exit", either).then(([code]): never => {
    throw new Error(`the process ended with ${code} in the middle of a command`)
  })
  return Promise.race([once(child, "message", either).then(([message]) => message), died])
    .finally(() => either.abort())
}

/** Runs `introspect` to its end; the environment has nothing but the given that would change its defaults. */
export const introspectIn = async (
  { env, folder }: Omit<Place, "nodeFlags">,
  ...args: readonly string[]
): Promise<Ended> => {
  const child = idle.pop() ?? startProcess()
  hold(child, true)
  child.send({ folder, env: { ...usualEnvironment(), ...env }, args })
  const { isLast, ...ended } = await answer(child)
  hold(child, false)
  if (!isLast) idle.push(child)
  return ended
}

/** Runs `introspect` to its end in a folder of its own. */
export const introspect = (folder: string, ...args: readonly string[]): Promise<Ended> =>
  introspectIn({ folder, env: {} }, ...args)

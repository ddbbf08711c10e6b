/**
 * A process that runs one command of `introspect` after another; see keptIntrospect.ts.
 *
 * A command has ended when it calls for the exit, or when nothing keeps Node's loop alive any more: a command that
 * leaves something open does not end here either.
 */
const entry = new URL("../../dist/bin/introspect.js", import.meta.url)
const exit = process.exit.bind(process)

/** Milliseconds that a command has to close what is open after its call for the exit; the process is not used again where it does not. */
const patience = 200

/** The commands so far: each imports the entry by a name of its own. */
let count = 0
let output = { stdout: "", stderr: "" }
let code = 0
let isRunning = false
let waiting

for (const name of ["stdout", "stderr"]) {
  process[name].write = (chunk, encoding, written) => {
    output[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8")
    const done = typeof encoding === "function" ? encoding : written
    if (done !== undefined) process.nextTick(done)
    return true
  }
}

const end = (isLast) => {
  isRunning = false
  clearTimeout(waiting)
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal)
  process.stdout.removeAllListeners("error")
  process.channel.ref()
  process.send({ code, ...output, isLast }, () => {
    if (isLast) exit()
  })
}

process.exit = (wanted = 0) => {
  code = wanted
  waiting = setTimeout(() => end(true), patience).unref()
}

process.on("beforeExit", () => {
  if (isRunning) end(false)
})
process.on("disconnect", () => exit())
process.on("message", ({ args, env, folder }) => {
  output = { stdout: "", stderr: "" }
  code = 0
  count++
  isRunning = true
  process.chdir(folder)
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.argv.splice(1, Infinity, entry.pathname, ...args)
  // The command holds the loop from here on, not the channel.
  process.channel.unref()
  // Only the entry is evaluated anew: all that it imports stays loaded.
  void import(`${entry}?command=${count}`)
})

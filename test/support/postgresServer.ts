/**
 * A Postgres server of one's own in a temporary folder, from the programs that Debian installs.
 */
import { Effect, type Scope } from "effect"
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const debian = "/usr/lib/postgresql"
const folders = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : []

/** Where Postgres' programs are; null where there are none. */
export const postgresPrograms: string | null = folders.find((folder) => existsSync(join(folder, "initdb")))
  ?? null

/** Postgres refuses to run as root. */
const isRoot = process.getuid?.() === 0
const asUser = (command: string, args: readonly string[]): readonly [string, readonly string[]] =>
  isRoot ? ["runuser", ["-u", "postgres", "--", command, ...args]] : [command, args]

const userId = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout)

const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  return typeof address === "object" && address !== null ? address.port : 0
}

export interface PostgresServer {
  readonly password: string
  /** The URL of a database, with the password. */
  readonly url: (database: string) => string
  /** Makes an empty database and gives its URL. */
  readonly newDatabase: () => string
  /** Runs a statement in a database, and gives psql's unadorned output. */
  readonly sql: (database: string, statement: string) => string
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) => {
  const { status, stderr, stdout } = spawnSync(command, args, { encoding: "utf8", cwd: "/", env })
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`)
  return stdout.trim()
}

/** Starts a server that is stopped and removed with the scope. */
export const postgresServer = (programs: string): Effect.Effect<PostgresServer, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const folder = mkdtempSync(join(tmpdir(), "introspect-postgres-"))
      const password = "s3cret-of-the-test"
      const passwordFile = join(folder, "password")
      writeFileSync(passwordFile, password)
      if (isRoot) { for (const path of [folder, passwordFile]) chownSync(path, userId("-u"), userId("-g")) }
      const data = join(folder, "data")
      const init = ["-D", data, "-U", "tester", "--auth=scram-sha-256", `--pwfile=${passwordFile}`]
      run(...asUser(join(programs, "initdb"), [...init, "--encoding=UTF8", "--no-sync"]))
      const port = await freePort()
      const env = { ...process.env, PGPASSWORD: password }
      const sql = (database: string, statement: string) =>
        run(join(programs, "psql"), [
          ...["-h", "127.0.0.1", "-p", String(port), "-U", "tester", "-d", database, "-At", "-c"],
          statement
        ], env)
      const options = ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"]
      let process_: ReturnType<typeof spawn> | null = null
      const start = async () => {
        const [command, args] = asUser(join(programs, "postgres"), [...options, "-c", "fsync=off"])
        process_ = spawn(command, args, { cwd: "/", stdio: "ignore" })
        for (let tries = 0; tries < 100; tries++) {
          try {
            sql("postgres", "SELECT 1")
            return
          } catch {
            await sleep(100)
          }
        }
        throw new Error("the Postgres server did not start")
      }
      const stop = async () => {
        run(...asUser(join(programs, "pg_ctl"), ["stop", "-D", data, "-m", "fast", "-w"]))
        if (process_ !== null && process_.exitCode === null) await once(process_, "exit")
      }
      await start()
      let databases = 0
      const url = (database: string) => `postgres://tester:${password}@127.0.0.1:${port}/${database}`
      const newDatabase = () => {
        const name = `test${databases++}`
        sql("postgres", `CREATE DATABASE ${name}`)
        return url(name)
      }
      return { password, url, newDatabase, sql, stop, start, folder }
    }),
    ({ folder, stop }) =>
      Effect.promise(async () => {
        await stop()
        rmSync(folder, { recursive: true, force: true })
      })
  )

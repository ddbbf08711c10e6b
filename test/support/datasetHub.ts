/**
 * A small Hub on loopback: the routes that @huggingface/hub asks, over files that a test gives, with faults on demand.
 *
 * Routes (huggingface.co/docs/hub/api; the library's own source): `GET /api/datasets/R/revision/V`,
 * `POST /api/datasets/R/paths-info/V`, `GET /api/datasets/R/tree/V`, `GET /datasets/R/resolve/V/PATH` with ranges.
 */
import { createHash } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A commit of a data set: its branches, and its files. */
export interface FakeRepo {
  readonly name: string
  readonly commit: string
  readonly branches: readonly string[]
  readonly files: { readonly [path: string]: Uint8Array }
}

/** What goes wrong with the next requests. */
export interface Fault {
  /** Which requests; default all. */
  readonly path?: RegExp
  /** How many of them; default all. */
  times?: number
  readonly status?: number
  readonly html?: boolean
  /** Hangs up after so many bytes of a file. */
  readonly cutAfter?: number
  /** Sends so many bytes of a file, and then nothing more. */
  readonly stallAfter?: number
  /** Changes what is sent of a file, but not what is said of it. */
  readonly corrupt?: boolean
  /** Answers the whole file, whatever range was asked for. */
  readonly ignoresRanges?: boolean
}

export interface FakeHub {
  readonly url: string
  /** `GET /path`, with the range where one was asked for. */
  readonly requests: readonly string[]
  /** The authorization header of each request. */
  readonly tokens: readonly (string | undefined)[]
  readonly faults: Fault[]
  readonly close: () => Promise<void>
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

const html = "<!doctype html><html><body>Please log in to this network</body></html>"

const sendFile = (
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  fault: Fault | undefined
) => {
  const content = fault?.corrupt === true
    ? Uint8Array.from(bytes, (byte, i) => i === 20 ? byte ^ 1 : byte)
    : bytes
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? []
  const isRange = from !== undefined && fault?.ignoresRanges !== true
  const [start, end] = isRange
    ? [Number(from), Math.min(to === "" ? Infinity : Number(to), content.length - 1)]
    : [0, content.length - 1]
  const body = content.subarray(start, end + 1)
  response.writeHead(isRange ? 206 : 200, {
    "content-type": "application/octet-stream",
    "content-length": body.length,
    etag: `"${sha256(bytes)}"`,
    ...(isRange ? { "content-range": `bytes ${start}-${end}/${content.length}` } : {})
  })
  const limit = fault?.cutAfter ?? fault?.stallAfter
  if (limit === undefined || body.length === 1) return response.end(body)
  return response.write(body.subarray(0, limit), () => {
    // A reset that overtakes the bytes would take them away from the reader.
    if (fault?.cutAfter !== undefined) setTimeout(() => response.socket?.destroy(), 30)
  })
}

const bodyOf = async (request: IncomingMessage) => {
  let text = ""
  for await (const piece of request) text += String(piece)
  return text
}

/** Starts a Hub with some data sets, and plain files at other paths. */
export const startFakeHub = async (
  repos: readonly FakeRepo[],
  plain: { readonly [path: string]: Uint8Array } = {}
): Promise<FakeHub> => {
  const requests: string[] = []
  const tokens: (string | undefined)[] = []
  const faults: Fault[] = []

  const faultFor = (path: string) => {
    const fault = faults.find((known) => (known.path?.test(path) ?? true) && known.times !== 0)
    if (fault?.times !== undefined) fault.times -= 1
    return fault
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    // A proxy is asked for whole addresses.
    const url = new URL(request.url ?? "/", "http://hub")
    const path = decodeURIComponent(url.pathname)
    requests.push(
      `${request.method} ${path}${request.headers.range === undefined ? "" : ` ${request.headers.range}`}`
    )
    tokens.push(request.headers.authorization)
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value))
    const missing = (code: string) =>
      response.writeHead(404, { "content-type": "application/json", "x-error-code": code }).end(
        "{\"error\":\"not found\"}"
      )

    const sent = await bodyOf(request)
    const isProbe = request.headers.range === "bytes=0-0"
    const fault = isProbe ? undefined : faultFor(path)
    if (fault?.status !== undefined) return json({ error: "a fault" }, fault.status)
    if (fault?.html === true) return response.writeHead(200, { "content-type": "text/html" }).end(html)

    const file = plain[path]
    if (file !== undefined) return sendFile(request, response, file, fault)
    const repo = repos.find(({ name }) => path.includes(`/datasets/${name}/`))
    if (repo === undefined) return missing("RepoNotFound")
    const [, what, rest = ""] = new RegExp(`/datasets/${repo.name}/([a-z-]+)/(.*)$`).exec(path) ?? []
    const revision = [repo.commit, ...repo.branches].find((known) =>
      rest === known || rest.startsWith(`${known}/`)
    )
    if (revision === undefined) return missing("RevisionNotFound")
    const describe = (path: string) => {
      const bytes = repo.files[path]!
      return {
        type: "file",
        path,
        size: bytes.length,
        oid: "0".repeat(40),
        lfs: { oid: sha256(bytes), size: bytes.length }
      }
    }
    if (what === "revision") {
      return json({ _id: "1", id: repo.name, sha: repo.commit, lastModified: "2024-01-01" })
    }
    if (what === "tree") return json(Object.keys(repo.files).map(describe))
    if (what === "paths-info") {
      const { paths } = JSON.parse(sent) as { readonly paths: readonly string[] }
      return json(paths.filter((path) => path in repo.files).map(describe))
    }
    const bytes = repo.files[rest.slice(revision.length + 1)]
    return bytes === undefined ? missing("EntryNotFound") : sendFile(request, response, bytes, fault)
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    tokens,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}

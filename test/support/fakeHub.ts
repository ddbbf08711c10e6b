/**
 * A small Hub on loopback: the routes that @huggingface/hub asks, over files that a test gives, with faults on demand.
 *
 * Routes (huggingface.co/docs/hub/api; the library's own source), where a model has no `datasets/` before its name:
 * `GET /api/datasets/R/revision/V`, `POST /api/datasets/R/paths-info/V`, `GET /api/datasets/R/tree/V`,
 * `GET /datasets/R/resolve/V/PATH` with ranges. What is not there is hidden (401) from those who show no token.
 */
import { Effect, type Scope } from "effect"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { type Fault, sendFile, sha256 } from "./hubFile.ts"

/** A commit of a model or a data set: its branches, and its files. */
export interface FakeRepo {
  /** Default a data set. */
  readonly type?: "model" | "dataset"
  readonly name: string
  readonly commit: string
  readonly branches: readonly string[]
  readonly files: { readonly [path: string]: Uint8Array }
  /** Whether files need the token of the tests. */
  readonly isGated?: boolean
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

/** The token that opens gated repositories. */
export const hubToken = "hf_0123456789"

const html = "<!doctype html><html><body>Please log in to this network</body></html>"

const sendJson = (response: ServerResponse, value: unknown) =>
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value))

const refuse = (response: ServerResponse, status: number, code: string) =>
  response.writeHead(status, { "content-type": "application/json", "x-error-code": code }).end(
    JSON.stringify({ error: code })
  )

const bodyOf = async (request: IncomingMessage) => {
  let text = ""
  for await (const piece of request) text += String(piece)
  return text
}

/** Where a repository's own routes are: its files', and the API's. */
const addressOf = ({ name, type }: FakeRepo) => type === "model" ? `models/${name}` : `datasets/${name}`

/** A path without what stands before the route: the repository, what is asked of it, and the rest. */
const routeOf = (repos: readonly FakeRepo[], path: string) => {
  const address = path.startsWith("/api/")
    ? path.slice("/api/".length)
    : path.startsWith("/datasets/")
    ? path.slice(1)
    : `models${path}`
  const repo = repos.find((known) => address.startsWith(`${addressOf(known)}/`))
  const [, what = "", rest = ""] = repo === undefined
    ? []
    : /^([a-z-]+)\/(.*)$/.exec(address.slice(addressOf(repo).length + 1)) ?? []
  return { repo, what, rest }
}

const describeFile = ({ files }: FakeRepo, path: string) => {
  const bytes = files[path]!
  return {
    type: "file",
    path,
    size: bytes.length,
    oid: "0".repeat(40),
    lfs: { oid: sha256(bytes), size: bytes.length }
  }
}

const answerRoute = async (
  repos: readonly FakeRepo[],
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined
) => {
  const { authorization } = request.headers
  const { repo, rest, what } = routeOf(repos, path)
  if (repo === undefined) return refuse(response, authorization === undefined ? 401 : 404, "RepoNotFound")
  const revision = [repo.commit, ...repo.branches].find((known) =>
    rest === known || rest.startsWith(`${known}/`)
  )
  if (revision === undefined) return refuse(response, 404, "RevisionNotFound")
  if (what === "revision") {
    return sendJson(response, { _id: "1", id: repo.name, sha: repo.commit, lastModified: "2024-01-01" })
  }
  if (repo.isGated === true && authorization !== `Bearer ${hubToken}`) {
    return refuse(response, 401, "GatedRepo")
  }
  if (what === "tree") {
    return sendJson(response, Object.keys(repo.files).map((file) => describeFile(repo, file)))
  }
  if (what === "paths-info") {
    const { paths } = JSON.parse(await bodyOf(request)) as { readonly paths: readonly string[] }
    return sendJson(
      response,
      paths.filter((file) => file in repo.files).map((file) => describeFile(repo, file))
    )
  }
  const bytes = repo.files[rest.slice(revision.length + 1)]
  return bytes === undefined
    ? refuse(response, 404, "EntryNotFound")
    : sendFile(request, response, bytes, fault)
}

/** Starts a Hub with some repositories, and plain files at other paths. */
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
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://hub").pathname)
    const { authorization, range } = request.headers
    requests.push(`${request.method} ${path}${range === undefined ? "" : ` ${range}`}`)
    tokens.push(authorization)
    const isProbe = range === "bytes=0-0"
    const fault = isProbe ? undefined : faultFor(path)
    if (fault?.status !== undefined) return refuse(response, fault.status, "Fault")
    if (fault?.html === true) return response.writeHead(200, { "content-type": "text/html" }).end(html)
    const file = plain[path]
    return file === undefined
      ? answerRoute(repos, path, request, response, fault)
      : sendFile(request, response, file, fault)
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

/** A Hub that ends with the scope. */
export const fakeHub = (
  ...repos: Parameters<typeof startFakeHub>
): Effect.Effect<FakeHub, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(() => startFakeHub(...repos)),
    ({ close }) => Effect.promise(close)
  )

/**
 * The Hub's routes for small files of models, on loopback.
 */
import type { Effect, Scope } from "effect"
import { type Scripted, type ScriptedServer, scriptedServer, type Seen } from "./scriptedServer.ts"

export interface FakeRepository {
  /** The commit of every branch. */
  readonly commit: string
  readonly files: { readonly [path: string]: string }
  /** Whether files need the token of the tests. */
  readonly isGated?: boolean
}

/** The token that opens gated repositories. */
export const hubToken = "hf_0123456789"

const problem = (status: number, code: string): Scripted => ({
  status,
  headers: { "content-type": "application/json", "x-error-code": code },
  body: { error: code }
})

/** A file, or the range of its bytes that was asked for. */
const ranged = (content: string, range: string | undefined): Scripted => {
  const bytes = Buffer.from(content)
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? []
  if (from === undefined) return { headers: { etag: "\"e\"" }, body: content }
  const [start, end] = [Number(from), Math.min(Number(to), bytes.length - 1)]
  return {
    status: 206,
    headers: { etag: "\"e\"", "content-range": `bytes ${start}-${end}/${bytes.length}` },
    body: bytes.subarray(start, end + 1).toString()
  }
}

const answer = (
  repositories: { readonly [name: string]: FakeRepository },
  { headers, path }: Seen
): Scripted => {
  const url = decodeURIComponent(path.split("?")[0] ?? "")
  const [name, repository] = Object.entries(repositories).find(([name]) => url.includes(`/${name}/`)) ?? []
  if (name === undefined || repository === undefined) return problem(401, "RepoNotFound")
  if (url.startsWith(`/api/models/${name}/revision/`)) {
    return {
      headers: { "content-type": "application/json" },
      body: { _id: "1", id: name, sha: repository.commit, lastModified: "2024-07-26T00:00:00.000Z" }
    }
  }
  if (repository.isGated === true && headers.authorization !== `Bearer ${hubToken}`) {
    return problem(401, "GatedRepo")
  }
  const [, commit, file] = /^\/[^/]+\/[^/]+\/resolve\/([^/]+)\/(.+)$/.exec(url) ?? []
  const content = commit === repository.commit ? repository.files[file ?? ""] : undefined
  return content === undefined ? problem(404, "EntryNotFound") : ranged(content, headers.range)
}

/** Serves repositories until the scope closes. */
export const fakeHub = (
  repositories: { readonly [name: string]: FakeRepository }
): Effect.Effect<ScriptedServer, never, Scope.Scope> => scriptedServer((seen) => answer(repositories, seen))

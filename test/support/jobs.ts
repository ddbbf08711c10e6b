/**
 * Cells and profiles of cluster jobs as tests need them.
 */
import { Either } from "effect"
import type { JobCell } from "../../src/jobs/needs.ts"
import { decodeProfile, type Profile } from "../../src/jobs/Profile.ts"

export const cellWith = (change: Partial<JobCell> = {}): JobCell => {
  const cell = {
    model: "llama2-7b",
    dataset: "IMDB",
    task: "redacted",
    missing: 1,
    expected: null,
    ...change
  }
  return { id: `analysis_m-${cell.model}_d-${cell.dataset}_t-${cell.task}`.toLowerCase(), ...cell }
}

/** A small profile, with these keys instead of its own. */
export const profileWith = (change: { readonly [key: string]: unknown } = {}): Profile =>
  Either.getOrThrow(decodeProfile({
    persistent_dir: "/shared/introspect",
    local_dir: "/tmp",
    server: { client: "TGI", startup: "30m" },
    resources: [{ gpus: 1, cpus: 6, memory: "32G" }],
    ...change
  }))

/**
 * Flags of a sweep. What its file says of the models' servers, the command line may replace.
 */
import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"
import { type ClientFlags, clientOptions } from "./client.ts"
import { type RunFlags, runOptions } from "./run.ts"
import { type StorageFlags, storageOptions } from "./storage.ts"

const { apiKeyEnv, client, endpoint, header } = clientOptions
const { cleanCache: _, fresh: __, ...howToRun } = runOptions

export const sweepOptions = {
  file: Args.text({ name: "file" }).pipe(
    Args.withDescription("The grid, YAML or JSON: see docs/sweeps.md")
  ),
  only: Options.text("only").pipe(
    Options.withPseudoName("cells"),
    Options.withDescription(
      "Only cells whose label or id has this in it, or is like it where * and ? stand for anything; may be repeated"
    ),
    Options.repeated
  ),
  client,
  endpoint,
  apiKeyEnv,
  header,
  ...howToRun,
  ...storageOptions
}

/** The values of these flags. */
export interface SweepFlags
  extends
    StorageFlags,
    Pick<ClientFlags, "apiKeyEnv" | "client" | "endpoint" | "header">,
    Omit<RunFlags, "cleanCache" | "fresh">
{
  readonly file: string
  readonly only: readonly string[]
}

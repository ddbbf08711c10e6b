/**
 * Failures of the Hub and of the disk as errors of data sets.
 */
import { DatasetError } from "../../../src/storage/Datasets.ts"
import { hubError } from "../../hub/failures.ts"
import type { Hub } from "../../hub/Hub.ts"
import type { HubError } from "../../hub/HubError.ts"
import type { Repository } from "../../hub/Repository.ts"
import { isWriteProblem, writeProblem } from "../problem.ts"
import { Interrupted } from "../transfer/Interrupted.ts"

export const datasetError = ({ message, reason }: HubError): DatasetError =>
  new DatasetError({ reason, message })

/** A failure of the Hub, which a later attempt may not meet. */
export const interruptedBy = (error: HubError): Interrupted =>
  new Interrupted({ isTransient: error.isTransient, problem: datasetError(error) })

/** Explains why a file of a repository could not be had. */
export const interruption =
  (hub: Hub, repository: Repository, what: string) => (cause: unknown): Interrupted => {
    if (cause instanceof Interrupted) return cause
    if (cause instanceof DatasetError) return new Interrupted({ isTransient: false, problem: cause })
    if (isWriteProblem(cause)) {
      return new Interrupted({ isTransient: false, problem: writeProblem(hub.cacheDir)(cause) })
    }
    return interruptedBy(hubError(hub, repository, what)(cause))
  }

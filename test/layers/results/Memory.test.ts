import { describe, expect, it } from "@effect/vitest"
import { layer } from "../../../layers/results/Memory.ts"
import { resultsContract } from "../../../layers/testing/contracts/results.ts"

resultsContract({ describe, expect, it }, "Memory", layer)

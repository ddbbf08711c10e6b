import { describe, expect, it } from "@effect/vitest"
import { layer } from "../../../layers/cache/Memory.ts"
import { generationCacheContract } from "../../../layers/testing/contracts/generationCache.ts"

generationCacheContract({ describe, expect, it }, "Memory", layer)

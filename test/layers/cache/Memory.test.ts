import { layer } from "../../../layers/cache/Memory.ts"
import { generationCacheContract } from "../../contracts/generationCache.ts"

generationCacheContract("Memory", layer)

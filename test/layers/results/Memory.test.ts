import { layer } from "../../../layers/results/Memory.ts"
import { resultsContract } from "../../contracts/results.ts"

resultsContract("Memory", layer)

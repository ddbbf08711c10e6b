/**
 * Flags that say how data that is not built in is read.
 */
import * as Options from "@effect/cli/Options"
import { Effect, Option } from "effect"
import { type ColumnMap, parseColumnMap } from "../../src/domain/ColumnMap.ts"
import type { DatasetReading } from "../../src/domain/DatasetReading.ts"
import { CategoryName } from "../../src/domain/Observation.ts"
import { choiceOption, invalid } from "./choice.ts"

export const readingOptions = {
  category: Options.optional(
    choiceOption(
      "category",
      CategoryName.literals,
      "What a file or a data set of the Hub is (default: what its fields tell)"
    )
  ),
  config: Options.text("config").pipe(
    Options.withPseudoName("name"),
    Options.withDescription("The configuration of a data set of the Hub (default: its only one)"),
    Options.optional
  ),
  map: Options.text("map").pipe(
    Options.withPseudoName("field=column,…"),
    Options.withDescription(
      "The columns of the fields, such as text=sentence,label=label:{0:negative,1:positive}; choices=a+b+c for several, "
        + "label=answer:index or :letter for the place of the right choice"
    ),
    Options.mapEffect((text) => Effect.catchAll(parseColumnMap(text), (problem) => invalid("map", problem))),
    Options.optional
  )
}

/** The values of these flags. */
export interface ReadingFlags {
  readonly category: Option.Option<CategoryName>
  readonly config: Option.Option<string>
  readonly map: Option.Option<ColumnMap>
}

/** How the flags say that data is read. */
export const readingOf = ({ category, config, map }: ReadingFlags): DatasetReading => ({
  category: Option.getOrUndefined(category),
  config: Option.getOrUndefined(config),
  map: Option.getOrUndefined(map)
})

/**
 * Flags that say where everything is kept.
 */
import * as Options from "@effect/cli/Options"
import { Config, Effect, Option, Redacted } from "effect"
import { invalid } from "./choice.ts"

export const persistentDir = Options.text("persistent-dir").pipe(
  Options.withPseudoName("folder"),
  Options.withDescription(
    "Where generations and results are kept (default $INTROSPECT_DIR, else ./introspect-data)"
  ),
  Options.withFallbackConfig(Config.string("INTROSPECT_DIR")),
  Options.withDefault("introspect-data")
)

/** Whether a cache is named by a database's URL. */
export const isPostgres = (name: string): boolean => /^postgres(?:ql)?:\/\//.test(name) && URL.canParse(name)

/** Where several machines keep their generations; the password is a secret, and is shown nowhere. */
const cache = Options.text("cache").pipe(
  Options.withPseudoName("postgres://user:password@host/database"),
  Options.withDescription(
    "Keep the generations in Postgres, for several machines (default $INTROSPECT_CACHE, else a file under "
      + "--persistent-dir)"
  ),
  Options.withFallbackConfig(Config.string("INTROSPECT_CACHE")),
  Options.optional,
  Options.mapEffect(Option.match({
    onNone: () => Effect.succeedNone,
    onSome: (url) => {
      // An empty variable is none.
      if (url === "") return Effect.succeedNone
      return isPostgres(url)
        ? Effect.succeedSome(Redacted.make(url))
        : invalid("cache", "write postgres://user:password@host/database")
    }
  }))
)

/** For commands that read or write generations. */
export const storageOptions = { persistentDir, cache }

/** The values of these flags. */
export interface StorageFlags {
  readonly persistentDir: string
  readonly cache: Option.Option<Redacted.Redacted>
}

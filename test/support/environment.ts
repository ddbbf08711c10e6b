/**
 * The variables that a program sees, and no others.
 */
import { ConfigProvider, Effect } from "effect"

export const withEnvironment = (variables: { readonly [name: string]: string }) =>
  Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))

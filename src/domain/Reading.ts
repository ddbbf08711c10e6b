/**
 * What a reader found in a model's answer.
 *
 * `value` is null when a careful person would not say that the model committed to anything. `rule` names the rule
 * that decided, for audits: every misreading must be traceable to one rule.
 */
export interface Reading<out A> {
  readonly value: A | null
  readonly rule: string
}

/** A reading with a value. */
export const read = <A>(value: A, rule: string): Reading<A> => ({ value, rule })

/** A reading that commits to nothing. */
export const unread = (rule: string): Reading<never> => ({ value: null, rule })

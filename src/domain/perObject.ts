/**
 * What is made once for each object, and forgotten with it.
 */

/** A function that remembers its result for each object: those of an experiment's requests are few. */
export const perObject = <Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value => {
  const made = new WeakMap<Key, Value>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

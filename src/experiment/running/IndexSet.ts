/**
 * A set of places from 0 to its size, a bit for each: a sweep holds several for each of its experiments.
 */
export class IndexSet {
  private readonly bits: Uint8Array

  constructor(size: number, places: Iterable<number>) {
    this.bits = new Uint8Array(Math.ceil(size / 8))
    for (const place of places) this.bits[place >> 3]! |= 1 << (place & 7)
  }

  has(place: number): boolean {
    return ((this.bits[place >> 3] ?? 0) >> (place & 7) & 1) === 1
  }
}

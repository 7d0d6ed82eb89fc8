/** An element before and the one that it became, by their indices; what is in no pair was removed or added. */
export type Pair = readonly [before: number, after: number]

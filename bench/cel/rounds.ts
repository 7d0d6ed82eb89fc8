import type { Judge } from './contenders.ts'

/** How long each contender runs in a round, and how many rounds there are. */
export interface Rounds {
  readonly rounds: number
  readonly roundMs: number
}

/**
 * Nanoseconds a call, by round, of judges that take turns. One loop calls them all, as one place in a server calls all
 * policies: V8 may not build one judge into the loop, and no judge profits from standing alone.
 */
export function nanosOf(
  judges: readonly Judge[],
  { rounds, roundMs }: Rounds,
): readonly (readonly number[])[] {
  const calls = judges.map((judge) => callsIn(judge, roundMs))
  const figures = judges.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < judges.length; turn++) {
      const place = (turn + round) % judges.length
      const judge = judges[place]
      const count = calls[place]
      if (judge === undefined || count === undefined) continue
      figures[place]?.push((millisOf(judge, count) / count) * 1e6)
    }
  }
  return figures
}

/** How many calls fill the time; finding it out warms the judge up. */
function callsIn(judge: Judge, roundMs: number): number {
  let calls = 1
  for (;;) {
    const millis = millisOf(judge, calls)
    if (millis >= roundMs / 2) return Math.max(1, Math.round((calls * roundMs) / millis))
    calls *= 2
  }
}

/** What the judges said, so that no call is left out. */
const said = { allowed: 0, letters: 0 }

function millisOf({ call, subjects }: Judge, calls: number): number {
  const start = performance.now()
  let index = 0
  for (let round = 0; round < calls; round++) {
    const answer = call(index)
    if (answer === true) said.allowed++
    else if (typeof answer === 'string') said.letters += answer.length
    index++
    if (index === subjects) index = 0
  }
  return performance.now() - start
}

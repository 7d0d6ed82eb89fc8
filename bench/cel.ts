import { compileRatio } from './cel/compiling.ts'
import { agree, byHand, type Judge, ours, theOther } from './cel/contenders.ts'
import { type Predicate, predicates } from './cel/predicates.ts'
import { nanosOf } from './cel/rounds.ts'
import { subjects } from './cel/subjects.ts'
import { median, ratio } from './figures.ts'

const goal = { mean: 3, most: 10 }

interface Measured {
  readonly name: string
  readonly byHandNanos: number
  readonly ours: number
  readonly other: number | undefined
  readonly compile: number
}

/** Expressions of policies, the cost counted, against the same predicates written in JavaScript. */
export const cel = {
  name: 'cel',
  title: 'CEL expressions with their cost counted / the same by hand in JavaScript',
  run: async ({ quick }: { readonly quick: boolean }): Promise<readonly string[]> => {
    const contests = predicates.map(contestOf)
    const rounds = quick ? { rounds: 3, roundMs: 3 } : { rounds: 15, roundMs: 10 }
    for (const { judges } of contests) nanosOf(judges, { ...rounds, rounds: 2 })
    const measured = contests.map(({ predicate, judges }): Measured => {
      const [control = [], engine = [], other] = nanosOf(judges, rounds)
      return {
        name: predicate.name,
        byHandNanos: median(control),
        ours: medianRatio(engine, control),
        other: other && medianRatio(other, control),
        compile: compileRatio(predicate, quick ? 9 : 41),
      }
    })
    return linesOf(measured)
  },
} as const

interface Contest {
  readonly predicate: Predicate
  /** By hand, ours, and where it knows the expression the other engine's. */
  readonly judges: readonly Judge[]
}

function contestOf(predicate: Predicate): Contest {
  const pods = subjects(predicate.pods, predicate.containers)
  const control = byHand(predicate, pods)
  const engine = ours(predicate, pods)
  if (!agree(engine, control)) {
    throw new Error(`${predicate.name}: the expression and its copy by hand disagree`)
  }
  const other = theOther(predicate, pods)
  const isRight = other !== undefined && agree(other, control)
  return { predicate, judges: isRight ? [control, engine, other] : [control, engine] }
}

/** Of what was measured at about the same time: the machine may have become slower since. */
function medianRatio(figures: readonly number[], control: readonly number[]): number {
  return median(figures.map((figure, round) => ratio(figure, control[round] ?? Number.NaN)))
}

function linesOf(measured: readonly Measured[]): readonly string[] {
  const ratios = measured.map((each) => each.ours)
  const mean = geometricMean(ratios)
  const most = Math.max(...ratios)
  const verdict = mean <= goal.mean && most <= goal.most ? 'reached' : 'missed'
  return [
    `${'predicate'.padEnd(32)}   by hand       ours   compile/YAML   @marcbachmann/cel-js`,
    ...measured.map(line),
    `geometric mean ×${mean.toFixed(2)}, most ×${most.toFixed(2)}   goal ≤ ${goal.mean}, ≤ ${goal.most}: ${verdict}`,
  ]
}

function line({ name, byHandNanos, ours, other, compile }: Measured): string {
  const cells = [
    `${byHandNanos.toFixed(0)} ns`.padStart(10),
    `×${ours.toFixed(2)}`.padStart(10),
    `×${compile.toFixed(2)}`.padStart(14),
    (other === undefined ? 'not supported' : `×${other.toFixed(1)}`).padStart(22),
  ]
  return `${name.padEnd(32)}${cells.join(' ')}`
}

function geometricMean(figures: readonly number[]): number {
  return Math.exp(figures.reduce((sum, figure) => sum + Math.log(figure), 0) / figures.length)
}

import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { Binding, Place, Policy } from '../../policy/model.ts'
import { printPath } from '../../source/path.ts'
import { expressionsOf } from './expressions-of.ts'
import type { Point } from './point.ts'
import { pointsOfExpression } from './points-of-expression.ts'
import { pointsOfMatch } from './points-of-match.ts'
import { messageKey } from './tally.ts'

/** Everything of a policy and its bindings that the cases should bring about, in the order of the documents' parts. */
export function pointsOf(compiled: CompiledPolicy): readonly Point[] {
  const { policy, bindings } = compiled
  return [
    ...pointsOfMatch(policy.match, matchPlace(policy)),
    ...bindings.flatMap((binding) =>
      binding.match === undefined ? [] : pointsOfMatch(binding.match, bindingMatchPlace(binding)),
    ),
    ...levelPoints(policy),
    ...expressionsOf(compiled).flatMap(pointsOfExpression),
    ...policy.validations.map((_, index) => expectedMessage(policy, index)),
  ]
}

/** Where the rules of a policy stand. */
export function matchPlace({ place }: Policy): Place {
  return { document: place.document, path: ['spec', 'matchConstraints'] }
}

/** Where those of a binding stand; our kinds have them beside their own. */
export function bindingMatchPlace({ place }: Binding): Place {
  return { document: place.document, path: ['spec', 'matchResources'] }
}

/** A message counts as tested where a case expects it; without one, what is said instead of it. */
function expectedMessage({ place, validations }: Policy, index: number): Point {
  const { messageExpression, message, expression } = validations[index] ?? {}
  const field = messageExpression ? 'messageExpression' : message ? 'message' : 'expression'
  const text = messageExpression?.text ?? (message || expression?.text) ?? ''
  return {
    key: messageKey(index),
    title: 'message',
    place: { document: place.document, path: ['spec', 'validations', index, field] },
    offset: messageExpression === undefined ? undefined : 0,
    text: text.trim().replaceAll(/\s+/g, ' '),
    outcomes: [{ name: 'expected', unseen: 'is expected by no case' }],
  }
}

/** The key of the Pod Security level of a policy, or of one of its exclusions. */
export function levelKey(exclusion?: number): string {
  return printPath(
    exclusion === undefined ? ['podSecurity'] : ['podSecurity', 'exclude', exclusion],
  )
}

function levelPoints({ podSecurity }: Policy): readonly Point[] {
  if (podSecurity === undefined) return []
  const { place, standard, exclude } = podSecurity
  return [
    {
      key: levelKey(),
      title: 'level',
      place: { ...place, path: [...place.path, 'level'] },
      offset: undefined,
      text: `podSecurity ${standard.level}`,
      outcomes: [
        { name: 'allows', unseen: 'never allows a Pod' },
        { name: 'forbids', unseen: 'never forbids anything' },
      ],
    },
    ...exclude.map(({ control }, index) => ({
      key: levelKey(index),
      title: 'exclusion',
      place: { ...place, path: [...place.path, 'exclude', index] },
      offset: undefined,
      text: `exclude ${control}`,
      outcomes: [{ name: 'frees', unseen: 'never frees from anything' }],
    })),
  ]
}

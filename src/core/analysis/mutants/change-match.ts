import type { MatchResources, Place } from '../../policy/model.ts'
import { bindingMatchPlace, matchPlace } from '../coverage/points-of.ts'
import type { Change, Target } from './operator.ts'

/** A change of what a policy, or one of its bindings, matches. */
export interface MatchChange {
  /** Below the constraints. */
  readonly steps: readonly (string | number)[]
  readonly text: string
  readonly match: MatchResources
}

/** Makes changes of the constraints of a policy and of each of its bindings. */
export function changesOfMatch(
  { policy, bindings }: Target,
  changesOf: (match: MatchResources) => readonly MatchChange[],
): readonly Change[] {
  return [
    ...changesOf(policy.match).map(({ match, ...change }) => ({
      ...placed(change, matchPlace(policy)),
      changed: { bindings, policy: { ...policy, match } },
    })),
    ...bindings.flatMap((binding, index) =>
      changesOf(binding.match ?? {}).map(({ match, ...change }) => ({
        ...placed(change, bindingMatchPlace(binding)),
        changed: { policy, bindings: bindings.with(index, { ...binding, match }) },
      })),
    ),
  ]
}

function placed({ steps, text }: Omit<MatchChange, 'match'>, at: Place) {
  return { text, place: { document: at.document, path: [...at.path, ...steps] } }
}

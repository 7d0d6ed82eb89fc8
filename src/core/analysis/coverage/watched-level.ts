import { evaluatePod } from '../../pod-security/evaluate.ts'
import type { CompiledPodSecurity } from '../../policy/compile-pod-security.ts'
import { keepIn } from '../../policy/exclusion.ts'
import type { Policy } from '../../policy/model.ts'
import type { JsonObject } from '../../source/json-value.ts'
import { levelKey } from './points-of.ts'
import { hit, hitKey, type Tally } from './tally.ts'

/** A level of a policy that counts what it says of Pods and what each of its exclusions frees from. */
export function watchedLevel(
  compiled: CompiledPodSecurity,
  policy: Policy,
  tally: Tally,
): CompiledPodSecurity {
  const { text, standard } = compiled
  return {
    ...compiled,
    keepIn: (pod: JsonObject) => {
      const keep = keepIn(pod, text.exclude)
      const outcome = evaluatePod(pod, standard, keep).allowed ? 'allows' : 'forbids'
      hit(tally, policy, hitKey(levelKey(), outcome))
      const each = text.exclude.map((exclusion) => keepIn(pod, [exclusion]))
      return (found) => {
        for (const [index, keeps] of each.entries()) {
          if (!keeps(found)) hit(tally, policy, hitKey(levelKey(index), 'frees'))
        }
        return keep(found)
      }
    },
  }
}

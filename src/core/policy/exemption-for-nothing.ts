import { activeControls } from '../pod-security/active-controls.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import type { Exemption } from './exemption.ts'
import { isKubernetesKind } from './model.ts'
import { problemAt } from './problem-at.ts'

/** Warnings for what the item of that index names in vain, given the policies that it names. */
export function idlenessProblems(
  exemption: Exemption,
  index: number,
  named: readonly CompiledPolicy[],
): readonly Problem[] {
  const item = exemption.policies[index]
  if (item === undefined) return []
  const at = ['spec', 'policies', index]
  const idle = (path: Path, text: Told) => forNothing(exemption, [...at, ...path], text)
  if (named.length === 0) return [idle(['name'], unknownPolicy(item.kind, item.name))]
  const open = named.filter(({ policy }) => policy.exemptible)
  if (open.length === 0) return [idle(['name'], closedPolicy(named))]
  const { validations = [], controls = [] } = item
  return [
    ...validations.flatMap((name, place) =>
      open.some((one) => validationsOf(one).includes(name))
        ? []
        : [
            idle(
              ['validations', place],
              unknownPart('validation', name, allOf(open, validationsOf)),
            ),
          ],
    ),
    ...controls.flatMap((id, place) =>
      open.some((one) => controlsOf(one).includes(id))
        ? []
        : [idle(['controls', place], unknownPart('control', id, allOf(open, controlsOf)))],
    ),
  ]
}

interface Told {
  readonly message: string
  readonly found?: string
  readonly expected?: string
  readonly remedy: string
}

function forNothing(exemption: Exemption, path: Path, told: Told): Problem {
  const code = 'exemption-for-nothing'
  return problemAt(exemption.place.document, path, { code, severity: 'warning', ...told })
}

function unknownPolicy(kind: string | undefined, name: string): Told {
  return {
    message: `no ${kind ?? 'policy'} is named "${name}"`,
    found: name,
    remedy: 'correct the name, add the policy, or remove the exemption',
  }
}

/** None of the policies lets anybody be exempt. */
function closedPolicy([first]: readonly CompiledPolicy[]): Told {
  if (first === undefined || !isKubernetesKind(first.policy)) {
    return {
      message: `${first?.policy.kind} "${first?.policy.name}" forbids exemptions`,
      remedy: 'ask whoever wrote exemptible: false, or remove the exemption',
    }
  }
  const { kind, name } = first.policy
  return {
    message: `${kind} "${name}" is carried out as in the API server, which knows no PolicyExemption`,
    found: name,
    remedy: `leave the objects out in matchResources of its ${kind}Binding`,
  }
}

function unknownPart(
  what: 'validation' | 'control',
  found: string,
  known: readonly string[],
): Told {
  const near = nearestName(found, known)
  const message =
    what === 'validation'
      ? `no validation of the policy is named "${found}"`
      : `the policy does not ask for "${found}"`
  return {
    message,
    found,
    ...(known.length === 0 ? {} : { expected: known.join(', ') }),
    remedy: near === undefined ? 'remove it' : `did you mean "${near}"?`,
  }
}

type PartsOf = (policy: CompiledPolicy) => readonly string[]

/** Each once, however many policies have it. */
function allOf(policies: readonly CompiledPolicy[], partsOf: PartsOf): readonly string[] {
  return [...new Set(policies.flatMap(partsOf))]
}

function validationsOf({ validations }: CompiledPolicy): readonly string[] {
  return validations.flatMap(({ name }) => name ?? [])
}

function controlsOf({ podSecurity }: CompiledPolicy): readonly string[] {
  if (podSecurity === undefined) return []
  return activeControls(podSecurity.standard).map(({ control }) => control.id)
}

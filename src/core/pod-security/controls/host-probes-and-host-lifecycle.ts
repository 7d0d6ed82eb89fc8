import { fieldOf, valueAt } from '../../source/json-value.ts'
import { type Check, type Control, none, type Violation } from '../control.ts'
import { type Container, containerFields } from '../part.ts'
import { removing } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { distinct, foundTexts, namesOf, plural, quoted } from '../wording.ts'

/** Where a container says whom to call. */
const callers: readonly (readonly string[])[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
]

const calls = ['httpGet', 'tcpSocket']

const hosts = callers.flatMap((caller) => calls.map((call) => [...caller, call, 'host']))

const allowed = ['undefined', '""']

const noHost: Check = {
  restricts: [{ fields: hosts.flatMap((steps) => containerFields(steps.join('.'))), allowed }],
  find: (pod) => inContainers(pod, hostsIn),
  describe,
  remedy: removing(allowed),
}

/** The kubelet calls the Pod itself, and nobody else. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostProbesAndHostLifecycle: Control = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  versions: [{ since: '1.34', check: noHost }],
}

function hostsIn(container: Container): readonly Violation[] {
  let all = none
  for (const caller of callers) {
    const called = valueAt(container.fields, caller)
    if (called === undefined) continue
    for (const call of calls) {
      const found = fieldOf(fieldOf(called, call), 'host')
      if (typeof found !== 'string' || found === '') continue
      all = [...all, { part: container, steps: [...caller, call, 'host'], found }]
    }
  }
  return all
}

function describe(violations: readonly Violation[]) {
  const names = distinct(namesOf(violations))
  const found = distinct(foundTexts(violations))
  return {
    reason: 'probe or lifecycle host',
    detail: [
      plural(names.length, 'container', 'containers'),
      quoted(names),
      plural(names.length, 'uses', 'use'),
      plural(found.length, 'probe or lifecycle host', 'probe or lifecycle hosts'),
      quoted(found),
    ].join(' '),
  }
}

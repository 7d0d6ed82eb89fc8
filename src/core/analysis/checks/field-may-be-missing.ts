import { print } from '../../cel/print.ts'
import type { Policy } from '../../policy/model.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check, CheckContext } from '../check.ts'
import { titleOf } from '../offers/situation.ts'
import type { Origin } from '../reading/abstract.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import type { FieldRead, PolicyReading } from '../reading/read-policy.ts'
import type { IsUsual } from '../reading/usual-fields.ts'

/**
 * A field below `object` or `oldObject` that an object need not have, read where nothing makes sure of it. What the API
 * server prints always, sets by default or asks for is there; so is what `has()`, `in`, `.?`, a ternary, a match condition
 * or an earlier validation makes sure of.
 */
export const fieldMayBeMissing: Check = {
  code: 'field-may-be-missing',
  title: 'a field is read that may be missing',
  check: (context) => {
    const found = new Map<string, Found>()
    for (const reading of context.readings) {
      for (const read of missingIn(reading, context)) {
        const { source } = read.expression.place.document
        const id = `${source} ${JSON.stringify(read.expression.place.path)} ${read.node.id}`
        const titles = found.get(id)?.titles ?? []
        found.set(id, { read, titles: [...titles, titleOf(reading.situation)] })
      }
    }
    return [...found.values()].map((one) => warning(one, context.compiled.policy))
  },
}

interface Found {
  readonly read: FieldRead
  readonly titles: readonly string[]
}

function missingIn(reading: PolicyReading, context: CheckContext): readonly FieldRead[] {
  const isUsual = context.usual(context.compiled.policy, reading.situation)
  const told = new Map<string, readonly string[]>()
  return reading.unguarded.filter((read) => {
    const where = JSON.stringify(read.expression.place.path)
    const before = told.get(where) ?? []
    if (before.some((key) => isBelow(read.place.key, key))) return false
    if (isChosen(read)) return false
    if (!read.place.origins.some((origin) => mayLack(origin, read.field, isUsual))) return false
    told.set(where, [...before, `${read.place.key}.${read.field}`])
    return true
  })
}

/** A member of a union is there where the type that goes with it has been asked for: API validation sees to it. */
const members: ReadonlyMap<string, string> = new Map([
  ['core.v1.ServiceSpec.externalName', 'ExternalName'],
  ['core.v1.SeccompProfile.localhostProfile', 'Localhost'],
  ['core.v1.AppArmorProfile.localhostProfile', 'Localhost'],
  ['apps.v1.DeploymentStrategy.rollingUpdate', 'RollingUpdate'],
  ['apps.v1.DaemonSetUpdateStrategy.rollingUpdate', 'RollingUpdate'],
  ['apps.v1.StatefulSetUpdateStrategy.rollingUpdate', 'RollingUpdate'],
  ['autoscaling.v2.MetricSpec.resource', 'Resource'],
  ['autoscaling.v2.MetricSpec.containerResource', 'ContainerResource'],
  ['autoscaling.v2.MetricSpec.pods', 'Pods'],
  ['autoscaling.v2.MetricSpec.object', 'Object'],
  ['autoscaling.v2.MetricSpec.external', 'External'],
])

function isChosen({ node, place, field, known }: FieldRead): boolean {
  if (node.kind !== 'select') return false
  const type = known.equal.get(`${print(node.operand)}.type`)
  return (
    type !== undefined &&
    place.origins.every(
      ({ form }) => form.kind === 'object' && members.get(`${form.name}.${field}`) === type,
    )
  )
}

/** What is said of a field need not be said of what is in it. */
function isBelow(key: string, upper: string): boolean {
  return key === upper || key.startsWith(`${upper}.`) || key.startsWith(`${upper}[`)
}

function mayLack({ root, at, form }: Origin, field: string, isUsual: IsUsual): boolean {
  if (root === 'params') return false
  if (form.kind === 'map') return !isUsual({ at, struct: '' }, field)
  if (form.kind !== 'object') return false
  const known = form.field(field)
  return known !== undefined && !known.isCertain && !isUsual({ at, struct: form.name }, field)
}

const ends = {
  Fail: 'the expression fails without it, and failurePolicy Fail refuses the request',
  Ignore:
    'the expression fails without it, and failurePolicy Ignore lets the request pass unjudged',
}

function warning({ read, titles }: Found, { failurePolicy }: Policy): Problem {
  const text = print(read.node)
  const kinds = [...new Set(titles)].filter((title) => title !== '').join(', ')
  const where = kinds === '' ? '' : `, where the object is a ${kinds}`
  return expressionWarning(read.expression, read.node, {
    code: fieldMayBeMissing.code,
    message: `${text} may be missing${where}: ${ends[failurePolicy]}`,
    expected: 'has(), .? or another test before it',
    remedy: remedyFor(read),
  })
}

function remedyFor({ node, field }: FieldRead): string {
  if (node.kind === 'select') {
    return `ask first: has(${print(node)}); or read ${print({ ...node, optional: true })}.orValue(…)`
  }
  const [operand] = node.kind === 'call' ? node.arguments : []
  return `ask first: '${field}' in ${operand === undefined ? 'it' : print(operand)}; or read it with [?…] and .orValue(…)`
}

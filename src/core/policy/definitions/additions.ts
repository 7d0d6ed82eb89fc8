import type { JsonObject } from '../../source/json-value.ts'
import { exemptibleKinds } from '../exemptible-kinds.ts'

/** What the schema of a field says beyond its type; nothing that a reader of policies takes is refused by it. */
interface Addition {
  /** The end of the field's path: `mutations[]` is an item of any field of that name. */
  readonly at: string
  /** Of kinds whose names fit; without it of all. */
  readonly kinds?: RegExp
  readonly schema: JsonObject
}

/** All that is said of the field at the path in the schema of that kind. */
export function additionsFor(kind: string, path: string): JsonObject {
  const found = additions.filter(
    ({ at, kinds }) => path.endsWith(`.${at}`) && (kinds === undefined || kinds.test(kind)),
  )
  const rules = found.flatMap(({ schema }) => schema[rulesKey] ?? [])
  return {
    ...Object.assign({}, ...found.map(({ schema }) => schema)),
    ...(rules.length === 0 ? {} : { [rulesKey]: rules }),
  }
}

const rulesKey = 'x-kubernetes-validations'

const validating = /ValidatingRule$/
const mutating = /MutatingRule$/
const namespaced = /^Namespaced/
const exemption = /^PolicyExemption$/

/** For server-side apply: two owners may each have items of their own. */
const byName = listMap('name')
const atomic = { 'x-kubernetes-map-type': 'atomic' } as const
const identifier = { pattern: '^[_a-zA-Z][_a-zA-Z0-9]*$' } as const
const date = {
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9:.]+([Zz]|[+-][0-9]{2}:[0-9]{2}))?$',
} as const
const oneOfMany = { pattern: '^[^*/]*[^*/\\s][^*/]*$' } as const
const label = { pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$' } as const
const namespaceGlob = { pattern: '^[a-z0-9*?-]+$' } as const

const additions: readonly Addition[] = [
  { at: 'namespaceSelector', schema: atomic },
  { at: 'objectSelector', schema: atomic },
  { at: 'labelSelector', schema: atomic },
  { at: 'selector', schema: atomic },
  { at: 'matchConstraints', schema: { required: ['resourceRules'] } },
  { at: 'matchConstraints.resourceRules', schema: { minItems: 1 } },
  { at: 'resourceNames', schema: { 'x-kubernetes-list-type': 'set' } },
  { at: 'matchConditions', schema: { ...byName, maxItems: 64 } },
  { at: 'variables', schema: byName },
  { at: 'variables[].name', schema: identifier },
  { at: 'lookups', schema: byName },
  { at: 'lookups[].name', schema: identifier },
  { at: 'lookups[].version', schema: oneOfMany },
  { at: 'lookups[].resource', schema: oneOfMany },
  { at: 'auditAnnotations', schema: { ...listMap('key'), maxItems: 20 } },
  { at: 'validations[].name', schema: label },
  { at: 'podSecurity.level', schema: { enum: ['privileged', 'baseline', 'restricted'] } },
  { at: 'podSecurity.version', schema: { pattern: '^(latest|v1\\.(0|[1-9][0-9]*))$' } },
  { at: 'enforceFrom', schema: date },
  {
    at: 'validationActions',
    schema: {
      'x-kubernetes-list-type': 'set',
      maxItems: 3,
      ...rule("!('Deny' in self && 'Warn' in self)", 'must not contain both Deny and Warn'),
    },
  },
  {
    at: 'paramRef',
    schema: {
      required: ['parameterNotFoundAction'],
      ...rule(
        "(has(self.name) && self.name != '') != has(self.selector)",
        'one of name and selector must be given, and not both',
      ),
    },
  },
  { at: 'mutations[]', schema: patch('ApplyConfiguration', 'applyConfiguration', 'jsonPatch') },
  { at: 'mutations[]', schema: patch('JSONPatch', 'jsonPatch', 'applyConfiguration') },
  {
    at: 'spec',
    kinds: validating,
    schema: rule(
      'has(self.podSecurity) || (has(self.validations) && size(self.validations) > 0) || (has(self.auditAnnotations) && size(self.auditAnnotations) > 0)',
      'one of validations, auditAnnotations and podSecurity must be given',
    ),
  },
  {
    at: 'resourceRules[].operations[]',
    kinds: mutating,
    schema: { enum: ['*', 'CONNECT', 'CREATE', 'UPDATE'] },
  },
  ...['matchConstraints', 'matchResources'].map((at) => ({
    at,
    kinds: namespaced,
    schema: rule(
      '!has(self.namespaceSelector)',
      'a namespaced policy judges its own namespace only: remove namespaceSelector',
    ),
  })),
  { at: 'resourceRules[].scope', kinds: namespaced, schema: { enum: ['*', 'Namespaced'] } },
  {
    at: 'lookups[]',
    kinds: namespaced,
    schema: rule(
      '!has(self.__namespace__)',
      'a namespaced policy looks into its own namespace only: remove namespace',
    ),
  },
  {
    at: 'spec',
    kinds: exemption,
    schema: rule(
      'has(self.namespaces) || has(self.objects) || has(self.matchResources) || (has(self.matchConditions) && size(self.matchConditions) > 0)',
      'the exemption does not say for which objects it is: give namespaces, objects, matchResources or matchConditions',
    ),
  },
  { at: 'spec.expires', kinds: exemption, schema: date },
  { at: 'spec.namespaces[]', kinds: exemption, schema: namespaceGlob },
  { at: 'policies[].kind', schema: { enum: exemptibleKinds } },
  { at: 'policies[].namespace', schema: namespaceGlob },
  { at: 'policies[].name', schema: { pattern: '^[a-z0-9.*?-]+$' } },
  { at: 'policies[].validations[]', schema: label },
  { at: 'objects[].kinds[]', schema: { pattern: '^[A-Z][A-Za-z0-9]*(\\.[a-z0-9][a-z0-9.-]*)?$' } },
]

function listMap(key: string): JsonObject {
  return { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': [key] }
}

function rule(expression: string, message: string): JsonObject {
  return { [rulesKey]: [{ rule: expression, message }] }
}

/** The patch type has its own field, and not the other's. */
function patch(type: string, own: string, other: string): JsonObject {
  return rule(
    `self.patchType != '${type}' || (has(self.${own}) && !has(self.${other}))`,
    `${own} must be given when patchType is ${type}, and ${other} must not`,
  )
}

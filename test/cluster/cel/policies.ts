import type { JsonObject } from '#src/core/index.ts'
import { paramsName, type Subject, subjectsNamespace } from './subjects.ts'
import { type Validation, validationOf } from './wrap.ts'

/** An expression that compiles, and where. */
interface TypedExpression {
  readonly expression: string
  /** As the checker prints it. */
  readonly type: string
}

/** Expressions that one policy has; every request meets the policies and bindings of one group. */
export interface Group {
  readonly name: string
  readonly subject: Subject
  readonly expressions: readonly TypedExpression[]
  /** Whether the expressions are variables that the validations read. */
  readonly asVariables: boolean
}

/** A request that meets one policy and binding: it is the name of the object that leads to them. */
export interface Variant {
  readonly group: Group
  readonly failurePolicy: 'Fail' | 'Ignore'
  readonly action: 'Deny' | 'Warn'
  /** Of the object. */
  readonly name: string
}

export function variantsOf(group: Group): readonly Variant[] {
  return failurePolicies.flatMap((failurePolicy) =>
    actions.map((action) => ({
      group,
      failurePolicy,
      action,
      name: `${group.name}-${failurePolicy}-${action}`.toLowerCase(),
    })),
  )
}

/** The policies and bindings of a group. */
export function documentsOf(group: Group): readonly JsonObject[] {
  return failurePolicies.flatMap((failurePolicy) => {
    const variants = variantsOf(group).filter((variant) => variant.failurePolicy === failurePolicy)
    return [policyOf(group, failurePolicy, variants), ...variants.map(bindingOf)]
  })
}

/** Not for creation: every expression as a validation, so that the API server tells what is wrong with each. */
export function uncheckedPolicy(expressions: readonly string[]): JsonObject {
  return policy('unchecked', {
    paramKind,
    matchConstraints: { resourceRules: [{ ...anything, resourceNames: ['none'] }] },
    validations: expressions.map((expression) => ({ expression })),
  })
}

/** A policy and its binding that refuse ConfigMaps of that name. */
export function markerDocuments(name: string): readonly JsonObject[] {
  const matchConstraints = { resourceRules: [{ ...anything, resourceNames: [name] }] }
  const validations = [{ expression: 'false', message: 'marked' }]
  return [
    policy(name, { matchConstraints, validations }),
    binding(name, { policyName: name, validationActions: ['Deny'] }),
  ]
}

const failurePolicies = ['Fail', 'Ignore'] as const
const actions = ['Deny', 'Warn'] as const

const group = 'admissionregistration.k8s.io'
const paramKind = { apiVersion: 'v1', kind: 'ConfigMap' }
const anything = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['configmaps'],
}

function policyOf(
  { name, subject, expressions, asVariables }: Group,
  failurePolicy: Variant['failurePolicy'],
  variants: readonly Variant[],
): JsonObject {
  return policy(policyName(name, failurePolicy), {
    failurePolicy,
    paramKind,
    matchConstraints: {
      resourceRules: [
        ruleOf(
          subject,
          variants.map((variant) => variant.name),
        ),
      ],
    },
    ...(asVariables ? throughVariables(expressions) : { validations: expressions.map(direct) }),
  })
}

function direct({ expression, type }: TypedExpression): JsonObject {
  return { ...validationOf(expression, type) } satisfies Validation as JsonObject
}

function throughVariables(expressions: readonly TypedExpression[]): JsonObject {
  return {
    variables: expressions.map(({ expression }, index) => ({ name: `v${index}`, expression })),
    validations: expressions.map(({ type }, index) =>
      direct({ expression: `variables.v${index}`, type }),
    ),
  }
}

function bindingOf({
  group: { name, subject },
  failurePolicy,
  action,
  name: object,
}: Variant): JsonObject {
  return binding(object, {
    policyName: policyName(name, failurePolicy),
    validationActions: [action],
    paramRef: { name: paramsName, namespace: subjectsNamespace, parameterNotFoundAction: 'Deny' },
    matchResources: { resourceRules: [ruleOf(subject, [object])] },
  })
}

function ruleOf({ request }: Subject, resourceNames: readonly string[]): JsonObject {
  const {
    group: apiGroup,
    version,
    resource,
  } = request['resource'] as Readonly<Record<string, string>>
  return {
    apiGroups: [apiGroup ?? ''],
    apiVersions: [version ?? ''],
    resources: [resource ?? ''],
    operations: ['CREATE'],
    resourceNames,
  }
}

function policyName(name: string, failurePolicy: Variant['failurePolicy']): string {
  return `${name}-${failurePolicy}`.toLowerCase()
}

function policy(name: string, spec: JsonObject): JsonObject {
  return {
    apiVersion: `${group}/v1`,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec,
  }
}

function binding(name: string, spec: JsonObject): JsonObject {
  return {
    apiVersion: `${group}/v1`,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec,
  }
}

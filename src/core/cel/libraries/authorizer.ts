import type { AccessQuestion, AccessSpec, AccessStatus } from '../../admission/access-review.ts'
import { given, subjectOf } from '../../admission/access-spec.ts'
import { dns1123LabelFaults, dns1123SubdomainFaults } from '../../kubernetes/name-formats.ts'
import { trimSpace } from '../../source/trim-space.ts'
import { CelError } from '../value.ts'
import { AccessDecision } from '../values/access-decision.ts'
import { Authorizer } from '../values/authorizer.ts'
import { GroupCheck } from '../values/group-check.ts'
import { PathCheck } from '../values/path-check.ts'
import { type CheckedResource, ResourceCheck, wholeResource } from '../values/resource-check.ts'
import { argument, stringFactor } from './cost-rules.ts'
import { type CostRule, introducedIn, type Library, method, type Overload } from './library.ts'
import { parseFieldSelector } from './parse-field-selector.ts'
import { parseLabelSelector } from './parse-label-selector.ts'
import { sizeOf } from './size-of.ts'

/** A list of requirements, of which every second character might begin one: 40 for each, and 10 for its values. */
const selectorCost: CostRule = ([, selector]) => {
  const length = sizeOf(argument(selector))
  return 10 + Math.ceil(length * stringFactor) + Math.ceil(length * 0.5) * 50
}

/**
 * What the user of the request may do, which only a cluster knows: a check that has no answer yet is an error until the
 * question is answered.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/authz.go
 */
export const authorizerLibrary: Library = {
  name: 'kubernetes.authz',
  overloads: [
    method('path', 'authorizer_path', ['authorizer', 'string'], 'path_check', pathCheck),
    method(
      'group',
      'authorizer_group',
      ['authorizer', 'string'],
      'group_check',
      (authorizer, group) => new GroupCheck(authorizer, group),
    ),
    method(
      'serviceAccount',
      'authorizer_serviceaccount',
      ['authorizer', 'string', 'string'],
      'authorizer',
      serviceAccount,
    ),
    method(
      'resource',
      'groupcheck_resource',
      ['group_check', 'string'],
      'resource_check',
      resourceCheck,
    ),
    narrowing('subresource', 'resourcecheck_subresource'),
    narrowing('namespace', 'resourcecheck_namespace'),
    narrowing('name', 'resourcecheck_name'),
    method('check', 'pathcheck_check', ['path_check', 'string'], 'decision', checkPath),
    method('check', 'resourcecheck_check', ['resource_check', 'string'], 'decision', checkResource),
    method('allowed', 'decision_allowed', ['decision'], 'bool', isAllowed),
    method(
      'reason',
      'decision_reason',
      ['decision'],
      'string',
      ({ status }) => status.reason ?? '',
    ),
    method(
      'errored',
      'decision_errored',
      ['decision'],
      'bool',
      ({ status }) => errorOf(status) !== '',
    ),
    method('error', 'decision_error', ['decision'], 'string', ({ status }) => errorOf(status)),
    ...introducedIn('1.31', [
      narrowing('fieldSelector', 'authorizer_fieldselector'),
      narrowing('labelSelector', 'authorizer_labelselector'),
    ]),
  ],
  costs: new Map<string, CostRule>([
    // So much that an expression may make two checks.
    ['check', 350_000],
    ['fieldSelector', selectorCost],
    ['labelSelector', selectorCost],
  ]),
}

function pathCheck(authorizer: Authorizer, path: string): PathCheck | CelError {
  if (isBlank(path)) return new CelError('path must not be empty')
  return new PathCheck(authorizer, path)
}

/** The user that a token of the service account would stand for. */
function serviceAccount(
  { ask }: Authorizer,
  namespace: string,
  name: string,
): Authorizer | CelError {
  if (dns1123SubdomainFaults(name).length > 0) return new CelError('Invalid service account name')
  if (dns1123LabelFaults(namespace).length > 0) {
    return new CelError('Invalid service account namespace')
  }
  const username = `system:serviceaccount:${namespace}:${name}`
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
  return new Authorizer({ username, groups }, ask)
}

function resourceCheck(
  { authorizer, group }: GroupCheck,
  resource: string,
): ResourceCheck | CelError {
  if (isBlank(resource)) return new CelError('resource must not be empty')
  return new ResourceCheck(authorizer, wholeResource(group, resource))
}

function isBlank(text: string): boolean {
  return trimSpace(text) === ''
}

/** A function that says one thing more about the resource; it is called as that is. */
function narrowing(what: keyof CheckedResource, id: string): Overload {
  return method(
    what,
    id,
    ['resource_check', 'string'],
    'resource_check',
    ({ authorizer, checked }, text) => new ResourceCheck(authorizer, { ...checked, [what]: text }),
  )
}

function checkPath({ authorizer, path }: PathCheck, verb: string): AccessDecision | CelError {
  return decide(authorizer, { nonResourceAttributes: { path, ...given({ verb }) } })
}

function checkResource(
  { authorizer, checked }: ResourceCheck,
  verb: string,
): AccessDecision | CelError {
  const { group, resource, subresource, namespace, name } = checked
  const resourceAttributes = {
    ...given({ namespace, verb, group, version: '*', resource, subresource, name }),
    ...selector('fieldSelector', parseFieldSelector(checked.fieldSelector)),
    ...selector('labelSelector', parseLabelSelector(checked.labelSelector)),
  }
  return decide(authorizer, { resourceAttributes })
}

/** A denial counts, whatever else is said. */
function isAllowed({ status }: AccessDecision): boolean {
  return status.allowed && status.denied !== true
}

function errorOf({ evaluationError = '' }: AccessStatus): string {
  return evaluationError
}

/** What cannot be read does not narrow the check. */
function selector(
  name: 'fieldSelector' | 'labelSelector',
  requirements: ReturnType<typeof parseFieldSelector> = [],
) {
  return requirements.length === 0 ? {} : { [name]: { requirements } }
}

function decide({ user, ask }: Authorizer, what: AccessSpec): AccessDecision | CelError {
  const question: AccessQuestion = { kind: 'access', spec: { ...what, ...subjectOf(user) } }
  const answer = ask(question)
  return answer.kind === 'unknown'
    ? new CelError(answer.message)
    : new AccessDecision(answer.status)
}

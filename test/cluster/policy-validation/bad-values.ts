import type { JsonValue } from '#src/core/index.ts'

const names = [
  '',
  'a',
  'A',
  'one',
  '-a',
  'a_b',
  'a.b',
  'a..b',
  'a/b',
  'a.b/c',
  'a/b/c',
  '/',
  'x/',
  '/x',
  '.',
  '..',
  '50%',
  ' ',
  'a b',
  'größe',
  'a'.repeat(63),
  'a'.repeat(64),
  `${'a'.repeat(250)}.b/c`,
  'a.'.repeat(130),
]

const expressions = [
  '',
  ' ',
  '\n\t',
  'true',
  '1',
  '"text"',
  'null',
  'object',
  'object.spec.x == 1',
  '1 +',
  'nothing.at.all',
  'variables.none == 1',
  'variables.count > 1',
  'variables != variables',
  'params.most == 1',
  'authorizer.group("").resource("pods").check("get").allowed()',
  'Object{}',
  'Object{spec: Object.status{}}',
  '[JSONPatch{op: "test", path: "/a", value: 1}]',
  '[]',
  '1 == 1.0',
  'object.spec.all(x, x)',
  '"\n" + nothing',
  `"${'long '.repeat(1100)}"`,
]

const words = ['', 'Fail', 'fail', 'Ignore', 'Never', 'Always', 'Exact', 'Deny', 'Allow', '*']

/** Texts that a field may be given, of which some are as good as what was there. */
const ofField: ReadonlyMap<string, readonly JsonValue[]> = new Map<string, readonly JsonValue[]>([
  ['expression', expressions],
  ['messageExpression', expressions],
  ['valueExpression', expressions],
  ['message', ['', ' ', 'one\ntwo', 'one\r\n', '\none', 'a\u0085b', 'one']],
  ['reason', ['Invalid', 'RequestEntityTooLarge', 'Unauthorized', 'forbidden', '']],
  ['operations', ['*', 'CREATE', 'DELETE', 'CONNECT', 'create', '']],
  ['resources', ['*', '*/*', 'pods', 'pods/*', '*/scale', 'pods/log', 'pods/', '/', '', 'a/b/c']],
  ['apiGroups', ['*', '', 'apps', 'Apps', '*.example']],
  ['apiVersions', ['*', '', 'v1', 'V1']],
  ['scope', ['*', 'Cluster', 'cluster', '']],
  ['matchPolicy', words],
  ['failurePolicy', words],
  ['reinvocationPolicy', words],
  ['parameterNotFoundAction', words],
  ['validationActions', ['Deny', 'Warn', 'Audit', 'warn', '']],
  ['patchType', ['ApplyConfiguration', 'JSONPatch', 'JsonPatch', '']],
  ['operator', ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', '']],
  ['apiVersion', ['v1', '/v1', 'v1/', '/', 'a/b/c', 'Example.com/v1', 'example.com/V1', '']],
  ['finalizers', ['orphan', 'foregroundDeletion', 'a b', '']],
  ['controller', [true, false]],
  ['kind', ['Event', 'Limit', 'limit-1', '1Limit', 'Limit_', '']],
])

export function textsFor(field: string): readonly JsonValue[] {
  return ofField.get(field) ?? names
}

/** Values of types that hardly any field has. */
export const otherTypes: readonly JsonValue[] = [0, 1.5, true, 'text', [], {}, ['a'], { a: 'b' }]

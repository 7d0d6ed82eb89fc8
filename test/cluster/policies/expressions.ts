import type { Seeded } from '../objects/seeded.ts'

/** What an expression may read where it stands. */
export interface Scope {
  /** Names of variables that are defined before. */
  readonly variables: readonly string[]
  readonly hasParams: boolean
  /** Messages, audit annotations and mutations of webhooks cannot ask what users may do. */
  readonly hasAuthorizer: boolean
}

const always = [
  'true',
  'true',
  'false',
  'false',
  "request.operation == 'CREATE'",
  "request.operation != 'DELETE'",
  "request.name == 'settled'",
  "request.name.startsWith('s')",
  "has(request.subResource) && request.subResource != ''",
  "request.subResource == 'scale'",
  "request.resource.resource == 'pods' || request.resource.group == 'apps'",
  "request.kind.kind.startsWith('S')",
  'request.kind.kind == request.requestKind.kind',
  "request.requestResource.version == 'v1'",
  'request.resource.version == request.requestResource.version',
  'request.dryRun',
  "request.userInfo.username == 'admin'",
  "'system:masters' in request.userInfo.groups",
  'has(request.namespace)',
  'has(request.options.fieldManager)',
  'object == null',
  'oldObject != null',
  'has(object.metadata)',
  'has(object.metadata.labels)',
  "has(object.metadata.labels) && 'team' in object.metadata.labels",
  "object.metadata.labels['team'] == 'red'",
  "object.metadata.?labels[?'team'].orValue('none') == 'blue'",
  "oldObject.metadata.labels.team == 'red'",
  'size(object.metadata.name) > 6',
  "object.metadata.?annotations[?'note'].hasValue()",
  'has(object.spec)',
  'object.spec.replicas > 2',
  'object.spec.replicas <= oldObject.spec.replicas',
  "object.data.mode == 'fast'",
  'int(object.data.size) < 5',
  'object.spec.containers.all(c, c.image.matches(":[0-9.]+$"))',
  "object.spec.template.spec.containers.exists(c, c.name == 'side')",
  "object.spec.ports.exists(p, p.port == 80 && p.protocol == 'TCP')",
  "object.spec.flag in ['red', 'green']",
  'object.spec.minReplicas == 2',
  'has(object.spec.targetCPUUtilizationPercentage) || has(object.spec.behavior)',
  "object.kind == 'Deployment' && object.apiVersion == 'apps/v1'",
  'object.nothing.there == 1',
  '1 / (size(request.operation) - size(request.operation)) == 1',
  'int(request.operation) == 1',
  '[1, 2][5] == 2',
  'quantity("1Ki").compareTo(quantity("1k")) == 1',
  "namespaceObject.metadata.labels['env'] == 'test'",
  "namespaceObject.metadata.name.startsWith('s')",
  'namespaceObject == null',
] as const

const ofParams = [
  'params != null',
  'params == null',
  "params.data.team == object.metadata.labels['team']",
  "params.data.team == 'red'",
  'int(params.data.max) > 4',
  'size(params.data.text) > 8',
  "params.metadata.name == 'low'",
  "params.metadata.?labels[?'grade'].orValue('') == 'high'",
  'params.kind.size() > 5',
  'params.nothing == 1',
] as const

const ofAuthorizer = [
  "authorizer.group('apps').resource('deployments').namespace('default').check('create').allowed()",
  "authorizer.path('/healthz').check('get').allowed()",
  "authorizer.requestResource.check('update').allowed()",
  "authorizer.serviceAccount('default', 'none').group('').resource('pods').check('list').allowed()",
] as const

/** Texts, some of which are errors, or nothing that a message can be. */
const texts = [
  "'plain'",
  "'operation ' + request.operation",
  "'named ' + object.metadata.name",
  "request.kind.kind + ' in ' + request.namespace",
  "'  padded  '",
  "''",
  "'   '",
  "'two\\nlines'",
  "object.metadata.labels['team'] + ' team'",
  "'as ' + string(1 / (size(request.operation) - size(request.operation)))",
  "'unicode ünïcödé 日本'",
  "lists.range(600).map(i, 'abcdefghij').join('')",
  "'user ' + request.userInfo.username",
  "object.metadata.?annotations[?'note'].orValue('no note')",
] as const

const textsOfParams = [
  'string(params.data.text)',
  "'at most ' + params.data.max + ' in ' + params.metadata.name",
  'string(params.metadata.namespace)',
] as const

/** Costs more than a call may, and takes its time until then. */
const costly = 'lists.range(1000).all(i, lists.range(1000).all(j, i + j >= 0))'

/** A condition: true, false or an error, as the request is. */
export function condition(seed: Seeded, scope: Scope): string {
  if (seed.below(300) === 0) return costly
  return seed.below(5) === 0 ? joined(seed, scope) : simple(seed, scope)
}

/** A text or an error. */
export function text(seed: Seeded, scope: Scope): string {
  const { variables, hasParams } = scope
  const choices = [
    ...texts,
    ...(hasParams ? [...textsOfParams, ...textsOfParams] : []),
    ...variables.map((name) => `'as ' + string(variables.${name})`),
  ]
  return seed.pick(choices)
}

/** What an audit annotation may be: a text, a very long one, null, or an error. */
export function annotation(seed: Seeded, scope: Scope): string {
  const one = text(seed, scope)
  switch (seed.below(7)) {
    case 0:
      return 'null'
    case 1:
      return "lists.range(1100).map(i, 'äbcdefghij').join('')"
    default:
      return one
  }
}

function joined(seed: Seeded, scope: Scope): string {
  const parts = [simple(seed, scope), simple(seed, scope)]
  switch (seed.below(4)) {
    case 0:
      return `(${parts.join(') || (')})`
    case 1:
      return `(${parts.join(') && (')})`
    case 2:
      return `!(${parts[0]})`
    default:
      return `(${parts[0]}) ? (${parts[1]}) : ${seed.pick(['true', 'false'])}`
  }
}

function simple(seed: Seeded, { variables, hasParams, hasAuthorizer }: Scope): string {
  if (variables.length > 0 && seed.below(4) === 0)
    return `variables.${seed.pick(variables)} == true`
  if (hasParams && seed.below(3) === 0) return seed.pick(ofParams)
  if (hasAuthorizer && seed.below(12) === 0) return seed.pick(ofAuthorizer)
  return seed.pick(always)
}

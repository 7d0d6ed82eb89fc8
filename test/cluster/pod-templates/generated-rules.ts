import { type JsonObject, printJson, type SourceText } from '#src/core/index.ts'
import { type Seeded, seeded } from '../objects/seeded.ts'

/**
 * Rules about Pods that ask only what a template says too: nothing of the user, the name, the owner, and of the volumes,
 * mounts, labels and tolerations that controllers and admission plugins add.
 */
export function generatedRules(seedText: string, count: number): SourceText {
  const rules = Array.from({ length: count }, (_, index) =>
    ruleOf(seeded(`${seedText} ${index}`), `generated-${String(index).padStart(2, '0')}`),
  )
  return { name: 'generated', text: rules.map(printJson).join('\n---\n') }
}

function ruleOf(seed: Seeded, name: string): JsonObject {
  const [condition, variable] = [seed.pick(conditions), seed.pick(conditions)]
  const validations = Array.from({ length: 1 + seed.below(2) }, () => validation(seed))
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name },
    spec: {
      podTemplates: true,
      failurePolicy: seed.pick(['Fail', 'Ignore']),
      validationActions: [...seed.pick([['Deny'], ['Warn'], ['Audit'], ['Deny', 'Audit']])],
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
        ],
        ...(seed.below(4) === 0 ? { objectSelector: { matchLabels: { team: 'blue' } } } : {}),
        ...(seed.below(4) === 0 ? { namespaceSelector: { matchLabels: { env: 'test' } } } : {}),
      },
      ...(seed.below(3) === 0
        ? { matchConditions: [{ name: 'some', expression: condition }] }
        : {}),
      ...(seed.below(5) === 0
        ? { podSecurity: { level: seed.pick(['baseline', 'restricted']), version: 'latest' } }
        : {}),
      variables: [{ name: 'known', expression: variable }],
      validations: [...validations, { expression: `variables.known || ${seed.pick(conditions)}` }],
    },
  }
}

function validation(seed: Seeded): JsonObject {
  const messageExpression = seed.pick(messages)
  return {
    expression: seed.pick(conditions),
    ...(seed.below(2) === 0 ? { messageExpression } : { message: 'not so' }),
  }
}

const conditions = [
  "object.spec.containers.all(c, !c.image.endsWith(':latest'))",
  "object.spec.containers.all(c, c.image.contains('/'))",
  'object.spec.containers.all(c, has(c.resources.limits))',
  'object.spec.containers.all(c, has(c.resources.requests))',
  "object.spec.containers.all(c, has(c.resources.requests) && 'memory' in c.resources.requests)",
  'object.spec.containers.all(c, c.?securityContext.?privileged.orValue(false) == false)',
  'object.spec.containers.all(c, c.securityContext.runAsNonRoot)',
  'object.spec.containers.all(c, has(c.livenessProbe))',
  'object.spec.containers.all(c, c.?ports.orValue([]).all(p, !has(p.hostPort)))',
  "object.spec.containers.all(c, c.?ports.orValue([]).all(p, p.protocol == 'TCP'))",
  "object.spec.containers.exists(c, c.imagePullPolicy == 'Always')",
  "object.spec.containers.all(c, c.terminationMessagePath == '/dev/termination-log')",
  'object.spec.containers.size() < 2',
  '!has(object.spec.initContainers)',
  'object.spec.?hostNetwork.orValue(false) == false',
  'object.spec.?hostPID.orValue(false) == false && object.spec.?hostIPC.orValue(false) == false',
  "object.spec.restartPolicy == 'Always'",
  "object.spec.dnsPolicy == 'ClusterFirst'",
  'object.spec.terminationGracePeriodSeconds <= 10',
  'object.spec.?securityContext.?runAsNonRoot.orValue(false) == true',
  "object.spec.schedulerName == 'default-scheduler'",
  "has(object.spec.nodeSelector) && 'kubernetes.io/os' in object.spec.nodeSelector",
  "object.metadata.labels.team in ['red', 'blue']",
  "'tier' in object.metadata.labels",
  "object.metadata.?annotations[?'note'].orValue('') == 'clean'",
  '!has(object.spec.topologySpreadConstraints)',
  'object.spec.?enableServiceLinks.orValue(true)',
  "request.kind.kind == 'Pod' && request.resource.resource == 'pods'",
  "request.operation == 'CREATE' && oldObject == null",
  "object.kind == 'Pod' && object.apiVersion == 'v1'",
  'request.namespace == object.metadata.namespace',
  "namespaceObject.metadata.labels['env'] == 'prod'",
  '!has(request.subResource)',
] as const

const messages = [
  "'images ' + object.spec.containers.map(c, c.image).join(', ')",
  "'of team ' + object.metadata.labels.team",
  "'in ' + request.namespace",
  "'restart policy ' + object.spec.restartPolicy",
] as const

import type { JsonObject } from '#src/core/index.ts'
import type { Seeded } from '../objects/seeded.ts'
import type { Family } from './families.ts'

/** A mutation of the family's objects, of which some fail; each sees what the ones before made. */
export function mutation(seed: Seeded, { resource }: Family, hasParams: boolean): JsonObject {
  const merged = [...anyMerge, ...(merges[resource] ?? []), ...(merges[resource] ?? [])]
  const patched = [...anyPatch, ...(patches[resource] ?? []), ...(patches[resource] ?? [])]
  if (hasParams && seed.below(2) === 0) {
    return seed.below(2) === 0
      ? applied(seed.pick(mergesOfParams))
      : jsonPatch(seed.pick(patchesOfParams))
  }
  return seed.below(2) === 0 ? applied(seed.pick(merged)) : jsonPatch(seed.pick(patched))
}

/** A mutation that commutes with those of other keys, and with itself: it counts, or sets what it alone sets. */
export function commutingMutation(seed: Seeded, key: string, hasParams: boolean): JsonObject {
  const ofParams = `'${key}-' + string(params.metadata.name): string(params.data.team)`
  const counted = `'count-${key}': string(int(object.metadata.?annotations[?'count-${key}'].orValue('0')) + 1)`
  return applied(
    annotated(
      seed.pick([
        counted,
        counted,
        `'${key}': 'set'`,
        `'${key}': request.operation + string(1 / (size(request.operation) - 6))`,
        hasParams ? ofParams : counted,
      ]),
    ),
  )
}

function applied(expression: string): JsonObject {
  return { patchType: 'ApplyConfiguration', applyConfiguration: { expression } }
}

function jsonPatch(expression: string): JsonObject {
  return { patchType: 'JSONPatch', jsonPatch: { expression } }
}

function annotated(entries: string): string {
  return `Object{metadata: Object.metadata{annotations: {${entries}}}}`
}

const anyMerge: readonly string[] = [
  "Object{metadata: Object.metadata{labels: {'added': 'yes', 'team': 'green'}}}",
  annotated("'example.com/by': request.userInfo.username, 'note': 'written'"),
  annotated("'seen': string(size(object.metadata.?labels.orValue({})))"),
  annotated("'old': oldObject == null ? 'none' : oldObject.metadata.name"),
  annotated("'space': namespaceObject == null ? '' : namespaceObject.metadata.labels['env']"),
  "Object{metadata: Object.metadata{finalizers: ['example.com/kept']}}",
  'Object{metadata: Object.metadata{labels: object.metadata.labels}}',
  "Object{metadata: Object.metadata{unknown: 'x'}}",
  "Object{metadata: Object.metadata{labels: {'number': string(object.spec.replicas + 1)}}}",
  'Object{}',
  "Object{metadata: Object.metadata{generateName: 'made-'}}",
  "has(object.metadata.labels) ? Object{metadata: Object.metadata{labels: {'more': 'yes'}}} : Object{}",
]

const template = 'Object.spec.template.spec'

const merges: Readonly<Record<string, readonly string[]>> = {
  deployments: [
    'Object{spec: Object.spec{replicas: 4}}',
    'Object{spec: Object.spec{replicas: object.spec.replicas + 1}}',
    "Object{spec: Object.spec{replicas: 'many'}}",
    "Object{spec: Object.spec{strategy: Object.spec.strategy{type: 'Recreate'}}}",
    "Object{spec: Object.spec{strategy: Object.spec.strategy{rollingUpdate: Object.spec.strategy.rollingUpdate{maxSurge: '30%'}}}}",
    inTemplate(`containers: [${template}.containers{name: 'main', image: 'nginx:2'}]`),
    inTemplate(`containers: [${template}.containers{name: 'late', image: 'late:1'}]`),
    inTemplate(
      `containers: [${template}.containers{name: 'main', env: [${template}.containers.env{name: 'B', value: '2'}]}]`,
    ),
    inTemplate(
      `containers: [${template}.containers{name: 'main', ports: [${template}.containers.ports{containerPort: 80, name: 'web'}, ${template}.containers.ports{containerPort: 81}]}]`,
    ),
    inTemplate(`containers: [${template}.containers{name: 'side', args: ['x']}]`),
    inTemplate(
      `initContainers: [${template}.initContainers{name: 'first', image: 'first:1', restartPolicy: 'Always'}]`,
    ),
    inTemplate(
      `volumes: [${template}.volumes{name: 'v', emptyDir: ${template}.volumes.emptyDir{}}]`,
    ),
    inTemplate(`tolerations: [${template}.tolerations{key: 'a', operator: 'Exists'}]`),
    inTemplate("nodeSelector: {'disk': 'ssd'}"),
    inTemplate(`securityContext: ${template}.securityContext{runAsNonRoot: true}`),
    inTemplate(
      `containers: object.spec.template.spec.containers.map(c, ${template}.containers{name: c.name, imagePullPolicy: 'Always'})`,
    ),
    inTemplate(
      `containers: [${template}.containers{name: 'main', resources: ${template}.containers.resources{limits: {'memory': '1Gi'}}}]`,
    ),
    inTemplate(`affinity: ${template}.affinity{}`),
    inTemplate('terminationGracePeriodSeconds: 5'),
    'Object{spec: Object.spec{selector: Object.spec.selector{matchLabels: {"x": "y"}}}}',
  ],
  pods: [
    inPod("containers: [Object.spec.containers{name: 'main', image: 'nginx:2'}]"),
    inPod("containers: [Object.spec.containers{name: 'late', image: 'late:1'}]"),
    inPod(
      'containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, securityContext: Object.spec.containers.securityContext{runAsNonRoot: true}})',
    ),
    inPod(
      "volumes: [Object.spec.volumes{name: 'v', emptyDir: Object.spec.volumes.emptyDir{medium: 'Memory'}}]",
    ),
    inPod("nodeSelector: {'disk': 'ssd'}"),
    inPod("tolerations: [Object.spec.tolerations{key: 'a', operator: 'Exists'}]"),
    inPod("hostAliases: [Object.spec.hostAliases{ip: '10.0.0.1', hostnames: ['a', 'b']}]"),
    inPod(
      "topologySpreadConstraints: [Object.spec.topologySpreadConstraints{topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1}]",
    ),
    inPod("imagePullSecrets: [Object.spec.imagePullSecrets{name: 'pull'}]"),
    inPod('priority: 5, priorityClassName: "none"'),
    inPod("serviceAccountName: 'other'"),
    inPod("schedulingGates: [Object.spec.schedulingGates{name: 'example.com/gate'}]"),
    inPod(
      "containers: [Object.spec.containers{name: 'main', resources: Object.spec.containers.resources{limits: {'cpu': '1'}}}]",
    ),
    inPod(
      "ephemeralContainers: [Object.spec.ephemeralContainers{name: 'debug', image: 'debug:2'}]",
    ),
  ],
  configmaps: [
    "Object{data: {'added': 'yes'}}",
    "Object{data: {'mode': request.operation, 'size': string(size(object.data))}}",
    'Object{immutable: true}',
    "Object{binaryData: {'bytes': 'AQI='}}",
    "Object{data: {'mode': 1}}",
    "Object{data: {'added': object.data.nothing}}",
    "Object{kind: 'Secret', apiVersion: 'v2', data: {'kind': 'kept'}}",
  ],
  services: [
    "Object{spec: Object.spec{ports: [Object.spec.ports{port: 443, name: 'https'}]}}",
    "Object{spec: Object.spec{ports: [Object.spec.ports{port: 80, protocol: 'TCP', appProtocol: 'http'}]}}",
    "Object{spec: Object.spec{ports: [Object.spec.ports{port: 80, name: 'renamed'}]}}",
    "Object{spec: Object.spec{selector: {'app': 'web2'}}}",
    "Object{spec: Object.spec{sessionAffinity: 'ClientIP'}}",
    "Object{spec: Object.spec{externalIPs: ['10.1.1.1']}}",
    "Object{spec: Object.spec{ipFamilies: ['IPv4']}}",
    'Object{spec: Object.spec{publishNotReadyAddresses: true}}',
  ],
  ships: [
    'Object{spec: Object.spec{replicas: object.spec.replicas + 1}}',
    "Object{spec: Object.spec{colours: ['blue', 'red']}}",
    "Object{spec: Object.spec{ports: ['Bergen']}}",
    "Object{spec: Object.spec{cargo: [Object.spec.cargo{name: 'salt', mass: 9}, Object.spec.cargo{name: 'new'}]}}",
    "Object{spec: Object.spec{cargo: [Object.spec.cargo{name: 'rum', tags: {'dry': 'no'}}]}}",
    'Object{spec: Object.spec{rig: Object.spec.rig{sails: 3}}}',
    "Object{spec: Object.spec{papers: Object.spec.papers{more: 'yes'}}}",
    'Object{spec: Object.spec{speed: 1.5}}',
    "Object{spec: Object.spec{speed: 'fast'}}",
    "Object{spec: Object.spec{unknown: 'x'}}",
    "Object{status: Object.status{phase: 'set'}}",
  ],
  horizontalpodautoscalers: [
    'Object{spec: Object.spec{maxReplicas: object.spec.maxReplicas * 2}}',
    'Object{spec: Object.spec{minReplicas: 1, targetCPUUtilizationPercentage: 50}}',
    "Object{spec: Object.spec{scaleTargetRef: Object.spec.scaleTargetRef{name: 'other'}}}",
    'Object{spec: Object.spec{behavior: Object.spec.behavior{scaleDown: Object.spec.behavior.scaleDown{stabilizationWindowSeconds: 60}}}}',
  ],
  namespaces: ["Object{metadata: Object.metadata{labels: {'env': 'changed'}}}"],
  harbours: [
    'Object{spec: Object.spec{berths: object.spec.berths + 1}}',
    "Object{spec: Object.spec{names: ['a', 'b']}}",
    'Object{extra: Object.extra{deep: Object.extra.deep{x: 1}}}',
  ],
}

function inTemplate(fields: string): string {
  return `Object{spec: Object.spec{template: Object.spec.template{spec: ${template}{${fields}}}}}`
}

function inPod(fields: string): string {
  return `Object{spec: Object.spec{${fields}}}`
}

const anyPatch: readonly string[] = [
  "[JSONPatch{op: 'add', path: '/metadata/labels/added', value: 'yes'}]",
  "[JSONPatch{op: 'add', path: '/metadata/labels', value: {'only': 'this', 'sallyport.test/space': 'SPACE'}}]",
  "[JSONPatch{op: 'add', path: '/metadata/annotations', value: {'a': 'b'}}, JSONPatch{op: 'add', path: '/metadata/annotations/' + jsonpatch.escapeKey('example.com/a~b'), value: 'escaped'}]",
  "[JSONPatch{op: 'remove', path: '/metadata/labels/team'}]",
  "[JSONPatch{op: 'remove', path: '/metadata/labels/none'}]",
  "[JSONPatch{op: 'replace', path: '/metadata/labels/app', value: 'replaced'}]",
  "[JSONPatch{op: 'replace', path: '/metadata/annotations/none', value: 'replaced'}]",
  "[JSONPatch{op: 'test', path: '/metadata/labels/team', value: 'red'}, JSONPatch{op: 'add', path: '/metadata/labels/was', value: 'red'}]",
  "[JSONPatch{op: 'test', path: '/metadata/labels/none', value: 'x'}, JSONPatch{op: 'add', path: '/metadata/labels/was', value: 'x'}]",
  "[JSONPatch{op: 'copy', from: '/metadata/labels/app', path: '/metadata/labels/copied'}]",
  "[JSONPatch{op: 'move', from: '/metadata/labels/team', path: '/metadata/labels/moved'}]",
  "[JSONPatch{op: 'move', from: '/metadata/labels/none', path: '/metadata/labels/moved'}]",
  "[JSONPatch{op: 'add', path: '/metadata/labels/count', value: 5}]",
  "[JSONPatch{op: 'add', path: '/unknown', value: 'field'}]",
  "[JSONPatch{op: 'turn', path: '/metadata/labels/added', value: 'yes'}]",
  "[JSONPatch{op: 'add', path: 'metadata', value: 'yes'}]",
  'has(object.metadata.labels) ? [] : [JSONPatch{op: "add", path: "/metadata/labels", value: {"made": "here"}}]',
  "object.metadata.labels.map(k, JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('was-' + k.replace('/', '-')), value: 'x'})",
]

const patches: Readonly<Record<string, readonly string[]>> = {
  deployments: [
    "[JSONPatch{op: 'replace', path: '/spec/replicas', value: object.spec.replicas * 2}]",
    "[JSONPatch{op: 'remove', path: '/spec/replicas'}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/containers/-', value: Object.spec.template.spec.containers{name: 'last', image: 'last:1'}}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/containers/0', value: {'name': 'zero', 'image': 'zero:1'}}]",
    "[JSONPatch{op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'nginx:3'}]",
    "[JSONPatch{op: 'remove', path: '/spec/template/spec/containers/1'}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/tolerations', value: [{'key': 'a', 'operator': 'Exists'}]}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/containers/7', value: {'name': 'x'}}]",
    "[JSONPatch{op: 'add', path: '/spec/template/spec/nothing', value: 1}]",
    "[JSONPatch{op: 'replace', path: '/spec/template/spec/containers/0/ports', value: null}]",
    "[JSONPatch{op: 'remove', path: '/spec/strategy'}]",
    "[JSONPatch{op: 'add', path: '/spec/paused', value: 'yes'}]",
  ],
  pods: [
    "[JSONPatch{op: 'add', path: '/spec/containers/-', value: {'name': 'last', 'image': 'last:1'}}]",
    "[JSONPatch{op: 'remove', path: '/spec/containers/0/env'}]",
    "[JSONPatch{op: 'add', path: '/spec/tolerations/0', value: {'key': 'first', 'operator': 'Exists'}}]",
    "[JSONPatch{op: 'remove', path: '/spec/dnsPolicy'}]",
    "[JSONPatch{op: 'add', path: '/spec/containers/0/resources', value: {'limits': {'cpu': '500m', 'memory': '1.5Gi'}}}]",
    "object.spec.containers.map(c, JSONPatch{op: 'test', path: '/metadata/name', value: 'settled'})",
    "[JSONPatch{op: 'add', path: '/spec/terminationGracePeriodSeconds', value: 1.5}]",
  ],
  configmaps: [
    "[JSONPatch{op: 'add', path: '/data/more', value: 'yes'}, JSONPatch{op: 'copy', from: '/data/more', path: '/data/copy'}]",
    "[JSONPatch{op: 'remove', path: '/data'}]",
    "[JSONPatch{op: 'replace', path: '/data', value: {'only': 'this'}}]",
    "[JSONPatch{op: 'replace', path: '/data/mode', value: null}]",
    "[JSONPatch{op: 'move', from: '/data', path: '/binaryData'}]",
    "object.data.map(k, JSONPatch{op: 'add', path: '/data/' + jsonpatch.escapeKey(k), value: k})",
  ],
  services: [
    "[JSONPatch{op: 'add', path: '/spec/ports/-', value: Object.spec.ports{port: 9090, name: 'metrics'}}]",
    "[JSONPatch{op: 'replace', path: '/spec/ports/0/port', value: 8081}]",
    "[JSONPatch{op: 'remove', path: '/spec/selector'}]",
  ],
  ships: [
    "[JSONPatch{op: 'add', path: '/spec/ports/-', value: 'Riga'}]",
    "[JSONPatch{op: 'remove', path: '/spec/berth'}]",
    "[JSONPatch{op: 'replace', path: '/spec/speed', value: 2.0}]",
    "[JSONPatch{op: 'add', path: '/spec/cargo/0/tags', value: {'a': 'b'}}]",
    "[JSONPatch{op: 'add', path: '/spec/unknown', value: 'x'}]",
    "[JSONPatch{op: 'add', path: '/spec/papers/list', value: [dyn(1), dyn('two'), dyn(null), dyn(3.5)]}]",
    "[JSONPatch{op: 'copy', from: '/spec/cargo/0', path: '/spec/papers/cargo'}]",
    "[JSONPatch{op: 'test', path: '/spec/replicas', value: 3}, JSONPatch{op: 'replace', path: '/spec/replicas', value: 7}]",
  ],
  horizontalpodautoscalers: [
    "[JSONPatch{op: 'replace', path: '/spec/maxReplicas', value: 10}]",
    "[JSONPatch{op: 'remove', path: '/spec/minReplicas'}]",
  ],
  namespaces: ["[JSONPatch{op: 'add', path: '/metadata/labels/env', value: 'changed'}]"],
  harbours: [
    "[JSONPatch{op: 'add', path: '/spec/deep', value: {'a': [{'b': 1}]}}]",
    "[JSONPatch{op: 'add', path: '/spec/berths', value: 1.0}]",
  ],
}

const mergesOfParams: readonly string[] = [
  annotated("'team': string(params.data.team)"),
  annotated("'text': params == null ? 'no params' : string(params.data.text)"),
  "Object{metadata: Object.metadata{labels: {'max': string(params.data.max)}}}",
  annotated("'kind': string(params.kind) + string(params.nothing)"),
]

const patchesOfParams: readonly string[] = [
  "[JSONPatch{op: 'add', path: '/metadata/labels', value: {'team': string(params.data.team), 'sallyport.test/space': 'SPACE'}}]",
  "params.metadata.labels.filter(k, k == 'grade').map(k, JSONPatch{op: 'add', path: '/metadata/labels/of-' + k, value: params.metadata.labels[k]})",
]

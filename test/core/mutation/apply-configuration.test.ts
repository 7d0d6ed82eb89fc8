import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { applied } from './apply.ts'

const pod = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec,
})

test.for<{ name: string; object: JsonObject; expression: string; expected: JsonObject }>([
  {
    name: 'labels merge by name',
    object: pod({}, { labels: { a: '1', b: '2' } }),
    expression: 'Object{metadata: Object.metadata{labels: {"b": "3", "c": "4"}}}',
    expected: pod({}, { labels: { a: '1', b: '3', c: '4' } }),
  },
  {
    name: 'containers merge by name and keep their order',
    object: pod({
      containers: [
        { name: 'a', image: 'a:1' },
        { name: 'b', image: 'b:1' },
      ],
    }),
    expression:
      'Object{spec: Object.spec{containers: [Object.spec.containers{name: "b", env: [Object.spec.containers.env{name: "X", value: "1"}]}]}}',
    expected: pod({
      containers: [
        { name: 'a', image: 'a:1' },
        { name: 'b', image: 'b:1', env: [{ name: 'X', value: '1' }] },
      ],
    }),
  },
  {
    name: 'a list without elements leaves what is merged',
    object: pod({ containers: [{ name: 'a' }] }),
    expression: 'Object{spec: Object.spec{containers: [], initContainers: []}}',
    expected: pod({ containers: [{ name: 'a' }], initContainers: null }),
  },
  {
    name: 'a new container goes to the end',
    object: pod({ containers: [{ name: 'a' }] }),
    expression:
      'Object{spec: Object.spec{containers: [Object.spec.containers{name: "sidecar", image: "s:1"}]}}',
    expected: pod({ containers: [{ name: 'a' }, { name: 'sidecar', image: 's:1' }] }),
  },
  {
    name: 'ports merge by number and protocol, TCP when it is not said',
    object: pod({ containers: [{ name: 'a', ports: [{ containerPort: 80, protocol: 'TCP' }] }] }),
    expression:
      'Object{spec: Object.spec{containers: [Object.spec.containers{name: "a", ports: [Object.spec.containers.ports{containerPort: 80, name: "http"}]}]}}',
    expected: pod({
      containers: [{ name: 'a', ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }] }],
    }),
  },
  {
    name: 'a set gains what it lacks',
    object: pod({}, { finalizers: ['a', 'b'] }),
    expression: 'Object{metadata: Object.metadata{finalizers: ["b", "c"]}}',
    expected: pod({}, { finalizers: ['a', 'b', 'c'] }),
  },
  {
    name: 'an item without its key has the empty one',
    object: pod({ volumes: [{ name: '', emptyDir: {} }] }),
    expression:
      'Object{spec: Object.spec{volumes: [Object.spec.volumes{hostPath: Object.spec.volumes.hostPath{path: "/"}}]}}',
    expected: pod({ volumes: [{ name: '', emptyDir: {}, hostPath: { path: '/' } }] }),
  },
  {
    name: 'a reference that is granular where it stands, although its type is atomic',
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      spec: { claimRef: { name: 'a', namespace: 'b' } },
    },
    expression: 'Object{spec: Object.spec{claimRef: Object.spec.claimRef{name: "c"}}}',
    expected: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      spec: { claimRef: { name: 'c', namespace: 'b' } },
    },
  },
  {
    name: 'the metadata of a kind that is not known',
    object: { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { labels: { a: '1' } } },
    expression: 'Object{metadata: Object.metadata{labels: {"b": "2"}}}',
    expected: {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { labels: { a: '1', b: '2' } },
    },
  },
])('$name', ({ object, expression, expected }) => {
  expect(applied(object, expression)).toEqual({ kind: 'mutated', object: expected })
})

const typed = 'error applying patch: failed to convert patch object to typed object: '
const atomic =
  'error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: '

test.for<{ name: string; expression: string; message: string }>([
  {
    name: 'tolerations',
    expression: 'Object{spec: Object.spec{tolerations: [Object.spec.tolerations{key: "a"}]}}',
    message: `${atomic}.spec.tolerations`,
  },
  {
    name: 'a node selector, even an empty one',
    expression: 'Object{spec: Object.spec{nodeSelector: {}}}',
    message: `${atomic}.spec.nodeSelector`,
  },
  {
    name: 'a command in a container',
    expression:
      'Object{spec: Object.spec{containers: [Object.spec.containers{name: "a", command: ["x"]}]}}',
    message: `${atomic}.spec.containers[0].command`,
  },
  {
    name: 'a field that Pods do not have',
    expression: 'Object{spec: Object.spec{nope: 1}}',
    message: `${typed}.spec.nope: field not declared in schema`,
  },
  {
    name: 'a null',
    expression: 'Object{metadata: Object.metadata{name: null}}',
    message: `${typed}.metadata.name: expected string, got &value.valueUnstructured{Value:0}`,
  },
  {
    name: 'text for a number',
    expression: 'Object{spec: Object.spec{priority: "1"}}',
    message: `${typed}.spec.priority: expected numeric (int or float), got string`,
  },
  {
    name: 'an unsigned number',
    expression: 'Object{spec: Object.spec{priority: 1u}}',
    message: `${typed}.spec.priority: expected numeric (int or float), got uint64`,
  },
  {
    name: 'octets for text',
    expression: 'Object{spec: Object.spec{hostname: b"a"}}',
    message: `${typed}.spec.hostname: expected string, got &value.valueUnstructured{Value:[]uint8{0x61}}`,
  },
  {
    name: 'a list for a map',
    expression: 'Object{metadata: Object.metadata{labels: [1, 2]}}',
    message: `${typed}.metadata.labels: expected map, got &{[1 2]}`,
  },
  {
    name: 'a map for a boolean',
    expression: 'Object{spec: Object.spec{hostNetwork: {"b": 1, "a": 2}}}',
    message: `${typed}.spec.hostNetwork: expected boolean, got &{map[a:2 b:1]}`,
  },
  {
    name: 'two containers of one name',
    expression:
      'Object{spec: Object.spec{containers: [Object.spec.containers{name: "a"}, Object.spec.containers{name: "a"}]}}',
    message: `${typed}.spec.containers: duplicate entries for key [name="a"]`,
  },
  {
    name: 'containers that are texts',
    expression: 'Object{spec: Object.spec{containers: ["a"]}}',
    message: `${typed}.spec.containers: element 0: associative list with keys may not have non-map elements`,
  },
  {
    name: 'finalizers that are lists',
    expression: 'Object{metadata: Object.metadata{finalizers: [["a"]]}}',
    message: `${typed}.metadata.finalizers: element 0: not supported: associative list with lists as elements`,
  },
  {
    name: 'two things at once',
    expression: 'Object{metadata: Object.metadata{name: 1}, spec: Object.spec{hostname: true}}',
    message: `${typed}errors:\n  .metadata.name: expected string, got &value.valueUnstructured{Value:1}\n  .spec.hostname: expected string, got &value.valueUnstructured{Value:true}`,
  },
  {
    name: 'a key that is no text',
    expression: 'Object{metadata: Object.metadata{labels: {1: "a"}}}',
    message: 'invalid return type: *dynamic.ObjectVal',
  },
])('$name is refused in the words of Kubernetes', ({ expression, message }) => {
  expect(applied(pod({}), expression)).toEqual({ kind: 'failed', message })
})

test('more than the metadata of a kind that is not known is refused', () => {
  const widget = { apiVersion: 'example.com/v1', kind: 'Widget' }
  expect(applied(widget, 'Object{spec: Object.spec{size: 1}}')).toEqual({
    kind: 'failed',
    message:
      'Resource kind example.com/v1, Kind=Widget not found. There can be a delay between when CustomResourceDefinitions are created and when they are available.',
  })
})

test.for([
  { apiVersion: 'autoscaling/v1', kind: 'Scale' },
  { apiVersion: 'policy/v1', kind: 'Eviction' },
  { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest' },
])('nothing merges into a $kind, which only sub-resources take', ({ apiVersion, kind }) => {
  const object = { apiVersion, kind, metadata: { name: 'a' } }
  expect(applied(object, 'Object{metadata: Object.metadata{labels: {"a": "b"}}}')).toEqual({
    kind: 'failed',
    message: `error applying patch: failed to convert patch object to typed object: no corresponding type for ${apiVersion}, Kind=${kind}`,
  })
})

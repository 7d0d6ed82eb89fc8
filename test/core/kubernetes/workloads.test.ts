import { describe, expect, test } from 'vitest'
import { withPodAt } from '#src/core/kubernetes/pod-template.ts'
import { parseTemplatePath, placesOf } from '#src/core/kubernetes/template-path.ts'
import { builtInWorkloads, parseWorkload, workloadsWith } from '#src/core/kubernetes/workloads.ts'
import { parseJson, printJson } from '#src/core/source/json.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { printPath } from '#src/core/source/path.ts'

const places = (object: JsonObject, path: string) =>
  placesOf(object, parseTemplatePath(path) ?? []).map(printPath)

describe('a path', () => {
  const object = {
    template: { spec: {} },
    list: [{ template: { a: 1 } }, { other: {} }, null, { template: 'text' }, { template: {} }],
    map: { b: { template: {} }, a: { template: [] }, c: { template: {} } },
    deep: { list: [{ list: [{ t: {} }, { t: {} }] }, { list: 'no' }] },
  }

  test.for([
    { path: 'template', found: ['template'] },
    { path: 'nope.template', found: [] },
    { path: 'list[*].template', found: ['list[0].template', 'list[4].template'] },
    { path: 'map.*.template', found: ['map.b.template', 'map.c.template'] },
    { path: 'map[*].template', found: [] },
    { path: 'list.*.template', found: [] },
    { path: 'list[*]', found: ['list[0]', 'list[1]', 'list[3]', 'list[4]'] },
    { path: 'deep.list[*].list[*].t', found: ['deep.list[0].list[0].t', 'deep.list[0].list[1].t'] },
    { path: 'list.length', found: [] },
    { path: 'constructor.prototype', found: [] },
    { path: '__proto__', found: [] },
  ])('$path finds $found', ({ path, found }) => {
    expect(places(object, path)).toEqual(found)
  })

  test('finds keys that every object inherits, where they are its own', () => {
    const parsed = parseJson('{"map": {"__proto__": {"t": {}}, "constructor": {"t": {}}}}')
    if (parsed.kind !== 'value') throw new Error('no JSON')
    const map = parsed.value as JsonObject
    expect(placesOf(map, parseTemplatePath('map.*.t') ?? [])).toEqual([
      ['map', '__proto__', 't'],
      ['map', 'constructor', 't'],
    ])
    const pod = { metadata: { labels: { a: 'b' } }, spec: {} }
    const changed = withPodAt(map, ['map', '__proto__', 't'], pod)
    expect(printJson(changed)).toBe(
      '{"map":{"__proto__":{"t":{"metadata":{"labels":{"a":"b"}},"spec":{}}},"constructor":{"t":{}}}}',
    )
  })

  test.for([
    '',
    '.',
    '.a',
    'a.',
    'a..b',
    '[*]',
    'a[0]',
    'a[*',
    'a[*]b',
    'a b',
    'a.**',
    'a["b"]',
    'ä',
  ])('"%s" is none', (path) => {
    expect(parseTemplatePath(path)).toBeUndefined()
  })
})

test('a Pod is put back in its place, and nowhere else', () => {
  const item = (image: string) => ({ template: { spec: { image } }, replicas: 1 })
  const object = { spec: { tasks: [item('a'), item('b')], same: {} } }
  const pod = { metadata: { namespace: 'shop' }, spec: { image: 'c' } }
  const changed = withPodAt(object, ['spec', 'tasks', 1, 'template'], pod)
  expect(changed).toEqual({ spec: { tasks: [item('a'), item('c')], same: {} } })
  expect(object.spec.tasks[1]).toEqual(item('b'))
  expect(withPodAt(object, ['spec', 'tasks', 2, 'template'], pod)).toBe(object)
})

describe('a declared kind', () => {
  test.for([
    {
      text: 'rollouts.argoproj.io=spec.template',
      group: 'argoproj.io',
      resource: 'rollouts',
      length: 2,
    },
    {
      text: 'jobs.batch.volcano.sh=spec.tasks[*].template',
      group: 'batch.volcano.sh',
      resource: 'jobs',
      length: 4,
    },
    { text: 'things=template', group: '', resource: 'things', length: 1 },
  ])('$text', ({ text, group, resource, length }) => {
    const workload = parseWorkload(text)
    expect(workload).toMatchObject({ group, resource })
    expect(workload?.template).toHaveLength(length)
  })

  test.for([
    '',
    'rollouts.argoproj.io',
    '=spec.template',
    'rollouts.argoproj.io=',
    'Rollouts.argoproj.io=spec.template',
    'rollouts.argoproj.io/v1=spec.template',
    'rollouts..io=spec.template',
    'rollouts.argoproj.io=spec.template=x',
    'rollouts.argoproj.io = spec.template',
    '*.argoproj.io=spec.template',
  ])('"%s" is none', (text) => {
    expect(parseWorkload(text)).toBeUndefined()
  })

  test('adds to what is known of its resource, once', () => {
    const declare = (text: string) => {
      const workload = parseWorkload(text)
      if (workload === undefined) throw new Error(text)
      return workload
    }
    const workloads = workloadsWith([
      declare('deployments.apps=spec.template'),
      declare('deployments.apps=spec.canary'),
      declare('things.example.com=template'),
    ])
    expect(workloads.templatesOf('apps', 'deployments')).toHaveLength(2)
    expect(workloads.templatesOf('example.com', 'things')).toHaveLength(1)
    expect(workloads.templatesOf('', 'deployments')).toHaveLength(0)
    expect(builtInWorkloads.templatesOf('example.com', 'things')).toEqual([])
  })
})

const template = { spec: { containers: [] } }
const ofJob = { spec: { template } }
const ray = { headGroupSpec: { template }, workerGroupSpecs: [{ template }, { template }] }

describe('the kinds that people run', () => {
  test.for([
    ['apps', 'deployments', { template }, ['spec.template']],
    ['batch', 'cronjobs', { jobTemplate: ofJob }, ['spec.jobTemplate.spec.template']],
    ['argoproj.io', 'rollouts', { template }, ['spec.template']],
    [
      'argoproj.io',
      'experiments',
      { templates: [{ name: 'a', template }] },
      ['spec.templates[0].template'],
    ],
    ['serving.knative.dev', 'services', { template }, ['spec.template']],
    [
      'types.kubefed.io',
      'federateddeployments',
      { template: ofJob },
      ['spec.template.spec.template'],
    ],
    ['apps.kruise.io', 'clonesets', { template }, ['spec.template']],
    [
      'apps.kruise.io',
      'advancedcronjobs',
      { template: { broadcastJobTemplate: ofJob } },
      ['spec.template.broadcastJobTemplate.spec.template'],
    ],
    [
      'jobset.x-k8s.io',
      'jobsets',
      { replicatedJobs: [{ template: ofJob }, { template: ofJob }] },
      [
        'spec.replicatedJobs[0].template.spec.template',
        'spec.replicatedJobs[1].template.spec.template',
      ],
    ],
    [
      'leaderworkerset.x-k8s.io',
      'leaderworkersets',
      { leaderWorkerTemplate: { workerTemplate: template } },
      ['spec.leaderWorkerTemplate.workerTemplate'],
    ],
    [
      'kubeflow.org',
      'pytorchjobs',
      { pytorchReplicaSpecs: { Master: { template }, Worker: { template } } },
      ['spec.pytorchReplicaSpecs.Master.template', 'spec.pytorchReplicaSpecs.Worker.template'],
    ],
    [
      'kubeflow.org',
      'xgboostjobs',
      { xgbReplicaSpecs: { W: { template } } },
      ['spec.xgbReplicaSpecs.W.template'],
    ],
    ['batch.volcano.sh', 'jobs', { tasks: [{ template }] }, ['spec.tasks[0].template']],
    [
      'ray.io',
      'rayjobs',
      { rayClusterSpec: ray, submitterPodTemplate: template },
      [
        'spec.rayClusterSpec.headGroupSpec.template',
        'spec.rayClusterSpec.workerGroupSpecs[0].template',
        'spec.rayClusterSpec.workerGroupSpecs[1].template',
        'spec.submitterPodTemplate',
      ],
    ],
    ['keda.sh', 'scaledjobs', { jobTargetRef: { template } }, ['spec.jobTargetRef.template']],
    ['agones.dev', 'fleets', { template: ofJob }, ['spec.template.spec.template']],
    ['batch', 'jobs', { tasks: [{ template }] }, []],
  ] as const)('%s/%s', ([group, resource, spec, found]) => {
    const paths = builtInWorkloads.templatesOf(group, resource)
    expect(paths.flatMap((path) => placesOf({ spec } as JsonObject, path)).map(printPath)).toEqual(
      found,
    )
  })
})

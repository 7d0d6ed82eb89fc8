import { describe, expect, test } from 'vitest'
import { containerResources } from '#src/core/kubernetes/defaults/core/container-resources.ts'
import { setPodLevelResources } from '#src/core/kubernetes/defaults/core/pod-level-resources.ts'
import { printQuantity } from '#src/core/kubernetes/quantity.ts'

const requesting = (cpu: string) => ({ resources: { requests: { cpu } } })
const sidecar = (cpu: string) => ({ ...requesting(cpu), restartPolicy: 'Always' })

test.for([
  {
    name: 'containers together',
    spec: { containers: [requesting('1'), requesting('500m')] },
    cpu: '1500m',
  },
  {
    name: 'a greater init container',
    spec: { containers: [requesting('1')], initContainers: [requesting('2')] },
    cpu: '2',
  },
  {
    name: 'a smaller init container',
    spec: { containers: [requesting('1')], initContainers: [requesting('500m')] },
    cpu: '1',
  },
  {
    name: 'a sidecar runs along',
    spec: { containers: [requesting('1')], initContainers: [sidecar('500m')] },
    cpu: '1500m',
  },
  {
    name: 'an init container after a sidecar',
    spec: { containers: [requesting('1')], initContainers: [sidecar('500m'), requesting('2')] },
    cpu: '2500m',
  },
  {
    name: 'an init container before a sidecar',
    spec: { containers: [requesting('1')], initContainers: [requesting('2'), sidecar('500m')] },
    cpu: '2',
  },
  { name: 'nothing', spec: { containers: [{}] }, cpu: undefined },
])('what containers ask for: $name', ({ spec, cpu }) => {
  const amount = containerResources(structuredClone(spec), 'requests').get('cpu')
  expect(amount && printQuantity(amount)).toBe(cpu)
})

describe('of the Pod as a whole', () => {
  const huge = 'hugepages-2Mi'
  const rows = [
    {
      name: 'requests of the containers',
      resources: { limits: { cpu: '4' } },
      containers: [{ resources: { requests: { cpu: '1', memory: '1Gi', 'example.com/a': '1' } } }],
      expected: { limits: { cpu: '4' }, requests: { cpu: '1', memory: '1Gi' } },
    },
    {
      name: 'limits where no container asks',
      resources: { limits: { cpu: '4', 'example.com/a': '1' } },
      containers: [{}],
      expected: { limits: { cpu: '4', 'example.com/a': '1' }, requests: { cpu: '4' } },
    },
    {
      name: 'what is said stays',
      resources: { limits: { cpu: '4' }, requests: { cpu: '2' } },
      containers: [{ resources: { requests: { cpu: '1' } } }],
      expected: { limits: { cpu: '4' }, requests: { cpu: '2' } },
    },
    {
      name: 'requests alone limit nothing',
      resources: { requests: { cpu: '2' } },
      containers: [{ resources: { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } } }],
      expected: { requests: { cpu: '2' } },
    },
    {
      name: 'huge pages of the containers are limits, then requests',
      resources: { requests: { cpu: '2' } },
      containers: [{ resources: { limits: { [huge]: '2Mi' } } }],
      expected: { limits: { [huge]: '2Mi' }, requests: { cpu: '2', [huge]: '2Mi' } },
    },
    {
      name: 'huge pages that are requested are not limited',
      resources: { requests: { [huge]: '4Mi' } },
      containers: [{ resources: { limits: { [huge]: '2Mi' } } }],
      expected: { requests: { [huge]: '4Mi' } },
    },
    { name: 'nothing said', resources: {}, containers: [requesting('1')], expected: {} },
  ]

  test.for(rows)('$name', ({ resources, containers, expected }) => {
    const spec = structuredClone({ resources, containers })
    setPodLevelResources(spec, '1.36')
    expect(spec.resources).toEqual(expected)
  })

  test.for([
    ['1.33', undefined],
    ['1.34', { cpu: '4' }],
    ['1.36', { cpu: '4' }],
    ['1.37', undefined],
  ] as const)('in %s', ([version, requests]) => {
    const spec = { resources: { limits: { cpu: '4' } }, containers: [] }
    setPodLevelResources(spec, version)
    expect(spec.resources).toEqual({ limits: { cpu: '4' }, ...(requests && { requests }) })
  })
})

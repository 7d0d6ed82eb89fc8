import { testDefaults } from '../default-rows.ts'

const label = 'kubernetes.io/metadata.name'
const active = { phase: 'Active' }

testDefaults([
  {
    name: 'its name is a label',
    struct: 'core.v1.Namespace',
    given: { metadata: { name: 'shop' }, spec: {}, status: {} },
    sets: { metadata: { name: 'shop', labels: { [label]: 'shop' } }, status: active },
  },
  {
    name: 'beside other labels, whatever it said',
    struct: 'core.v1.Namespace',
    given: {
      metadata: { name: 'shop', labels: { team: 'a', [label]: 'x' } },
      spec: {},
      status: {},
    },
    sets: {
      metadata: { name: 'shop', labels: { team: 'a', [label]: 'shop' } },
      status: active,
    },
  },
  {
    name: 'without a name',
    struct: 'core.v1.Namespace',
    given: { metadata: { generateName: 'shop-' }, spec: {}, status: { phase: 'Terminating' } },
    sets: {},
  },
])

import { testDefaults } from '../default-rows.ts'

testDefaults([
  {
    name: 'a type that is not said',
    struct: 'core.v1.Secret',
    given: { metadata: {} },
    sets: { type: 'Opaque' },
  },
  {
    name: 'a type that is said',
    struct: 'core.v1.Secret',
    given: { metadata: {}, type: 'kubernetes.io/tls' },
    sets: {},
  },
  {
    name: 'nothing in a ConfigMap',
    struct: 'core.v1.ConfigMap',
    given: { metadata: {} },
    sets: {},
  },
])

import { expect, test } from 'vitest'
import { pullPolicyOf } from '#src/core/kubernetes/defaults/core/pull-policy.ts'

const sha256 = `sha256:${'0a'.repeat(32)}`

test.for([
  'nginx',
  'nginx:latest',
  'library/nginx',
  'registry.example.com:5000/shop/web',
  'registry.example.com:5000/shop/web:latest',
  'localhost/web',
  'localhost:5000/web',
  '[2001:db8::1]:5000/web:latest',
  'index.docker.io/nginx',
  'docker.io/library/nginx:latest',
  'REGISTRY/web',
  'under_score/a__b/c-d--e',
  `nginx:latest@${sha256}`,
  `h.io/${'a'.repeat(255)}`,
])('always: %s', (image) => {
  expect(pullPolicyOf(image)).toBe('Always')
})

test.for([
  ['a tag', 'nginx:1.27'],
  ['a tag that only begins so', 'nginx:latest-alpine'],
  ['a registry with a port, and a tag', 'registry.example.com:5000/web:v1'],
  ['a digest', `nginx@${sha256}`],
  ['a tag and a digest', `nginx:1.27@${sha256}`],
  ['a longer digest', `nginx@sha512:${'0'.repeat(128)}`],
  ['nothing', ''],
  ['capitals in a name', 'Web:latest'],
  ['capitals in a name on Docker Hub', 'docker.io/Web:latest'],
  ['an id', 'a'.repeat(64)],
  ['a digest in capitals', `nginx:latest@${sha256.toUpperCase()}`],
  ['a digest of an unknown kind', `nginx:latest@md5:${'0'.repeat(32)}`],
  ['a digest that is too short', 'nginx:latest@sha256:0a'],
  ['a tag that is too long', `nginx:${'a'.repeat(129)}`],
  ['a name that is too long', `h.io/${'a'.repeat(256)}`],
  ['a name that is too long with its library', 'a'.repeat(250)],
  ['two dots', 'a..b:latest'],
  ['white space', ' nginx'],
  ['an empty tag', 'nginx:'],
  ['a variable', '$' + '{IMAGE}:latest'],
] as const)('if not present: %s', ([, image]) => {
  expect(pullPolicyOf(image)).toBe('IfNotPresent')
})

test('a reference that nearly matches in many ways is read in linear time', () => {
  const start = performance.now()
  for (const part of ['a-', 'a.', 'a_', 'A.', 'A-', 'a/', 'sha+']) {
    expect(pullPolicyOf(`${part.repeat(100_000)}!`)).toBe('IfNotPresent')
  }
  expect(performance.now() - start).toBeLessThan(1000)
})

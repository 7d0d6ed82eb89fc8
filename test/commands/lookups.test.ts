import { expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import { run } from '#test/support/run-command.ts'

const folder = 'docs/examples/rules'
const policies = ['--policies', `${folder}/one-namespace-per-host.yaml`]
const note = 'not in the context, so lookups find none: ingresses (networking.k8s.io/v1)'

test.for([
  { name: 'is noted', argv: [`${folder}/ingress.yaml`], noted: true },
  {
    name: 'is noted as well of manifests that are judged as written',
    argv: ['--raw', `${folder}/ingress.yaml`],
    noted: true,
  },
  {
    name: 'is no news where the context has some',
    argv: ['--context', `${folder}/ingresses.yaml`, `${folder}/ingress.yaml`],
    noted: false,
  },
  {
    name: 'is no news where the policy judged nothing',
    argv: [`${folder}/service.yaml`],
    noted: false,
  },
])('a context without what is looked up $name', async ({ argv, noted }) => {
  const { stderr } = await run(testCommand, [...policies, ...argv])
  expect(stderr.split(`note: ${note}\n`)).toHaveLength(noted ? 2 : 1)
})

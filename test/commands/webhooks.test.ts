import { expect, test } from 'vitest'
import { webhooks } from '#src/commands/webhooks.ts'
import { readYaml } from '#src/core/index.ts'
import { run } from '#test/support/run-command.ts'

const policy = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: no-pods}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: 'false'}]
`

test('show prints both configurations', async () => {
  const argv = ['show', '--policies', '-', '--namespace', 'gate', '--webhook-timeout', '7s']
  const { code, stdout, stderr } = await run(webhooks, argv, { stdin: policy })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [validating, mutating] = readYaml({ name: 'stdout', text: stdout }).documents
  expect(validating?.value).toMatchObject({
    kind: 'ValidatingWebhookConfiguration',
    webhooks: [
      {
        name: 'validate-fail.sallyport.dev',
        clientConfig: { service: { namespace: 'gate', name: 'sallyport', path: '/validate/fail' } },
        failurePolicy: 'Fail',
        timeoutSeconds: 7,
      },
      { name: 'policies.sallyport.dev' },
      { name: 'probe.sallyport.dev' },
    ],
  })
  expect(mutating?.value).toMatchObject({ kind: 'MutatingWebhookConfiguration', webhooks: [] })
})

test.for([
  { name: 'nothing to do', argv: [], said: 'expected show or remove, found nothing' },
  { name: 'something else', argv: ['drop'], said: 'expected show or remove, found drop' },
  {
    name: 'a time-out that webhooks cannot have',
    argv: ['show', '--webhook-timeout', '45s'],
    said: 'whole seconds from 1s to 30s',
  },
  {
    name: 'a cluster that there is not',
    argv: ['remove', '--kubeconfig', '/nowhere/config'],
    said: '/nowhere/config',
  },
])('$name is one line and exit code 1', async ({ argv, said }) => {
  const { code, stdout, stderr } = await run(webhooks, argv)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(said)
})

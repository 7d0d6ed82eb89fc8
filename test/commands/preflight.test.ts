import { expect, test } from 'vitest'
import { preflight } from '#src/commands/preflight.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

function rule(resource: string, spec: string): string {
  return `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: a-rule}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [${resource}]}
${spec}`
}

const never = "  validations: [{expression: 'false', message: never}]\n"
const files = {
  'fine/policy.yaml': rule('services', never),
  'baseline/policy.yaml': rule('pods', '  podSecurity: {level: baseline}\n'),
  'accounts/policy.yaml': rule('serviceaccounts', never),
  'broken/policy.yaml': rule('pods', '  validations: [{expression: object.}]\n'),
}

test.for([
  {
    name: 'policies that lock nothing out',
    argv: ['--policies', 'fine'],
    code: 0,
    lines: ['+ lockout: 1 policy locks nothing out'],
  },
  {
    name: 'a namespace that gets no service account',
    argv: ['--policies', 'accounts'],
    code: 2,
    lines: [
      '- lockout: the service account of a new namespace: ServiceAccount some-team/default is refused by ValidatingRule a-rule: never; --exempt-namespace some-team, or let the policy match less',
    ],
  },
  {
    name: 'examples of workloads are warnings',
    argv: [
      '--policies',
      'baseline',
      '--exempt-namespace',
      'calico-system',
      '--exempt-namespace',
      'kube-flannel',
    ],
    code: 0,
    lines: [
      expect.stringMatching(
        /^! lockout: volumes: an example, Pod storage-system\/csi-node-plugin-xxxxx is refused by ValidatingRule a-rule: .+; --exempt-namespace storage-system, or let the policy match less$/,
      ),
    ],
  },
])('$name', async ({ argv, code, lines }) => {
  const cwd = await temporaryFolder(files)
  const { stdout, stderr, ...ran } = await run(preflight, argv, { cwd })
  expect(stdout.split('\n').slice(0, lines.length)).toEqual(lines)
  expect({ code: ran.code, stderr }).toEqual({ code, stderr: '' })
})

test('as JSON every field is there', async () => {
  const cwd = await temporaryFolder(files)
  const { stdout } = await run(preflight, ['--policies', 'fine', '--output', 'json'], { cwd })
  expect(JSON.parse(stdout)).toEqual({
    checks: [
      {
        check: 'lockout',
        outcome: 'ok',
        message: '1 policy locks nothing out',
        remedy: null,
      },
    ],
  })
})

test.for([
  { name: 'no policies there', argv: ['--policies', 'gone'], says: 'gone' },
  {
    name: 'a broken policy',
    argv: ['--policies', 'broken'],
    says: 'spec.validations[0].expression',
  },
])('$name is exit code 1', async ({ argv, says }) => {
  const cwd = await temporaryFolder(files)
  const { code, stdout, stderr } = await run(preflight, argv, { cwd })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(says)
})

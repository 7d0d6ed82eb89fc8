import { describe, expect, test } from 'vitest'
import { explain } from '#src/commands/explain.ts'
import { schema } from '#src/commands/schema.ts'
import type { JsonObject } from '#src/core/index.ts'
import type { ExplainReport } from '#src/tester/explain/explain-report.ts'
import { isValid } from '#test/support/json-schema.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import {
  deployment,
  exemptions,
  limitsByParams,
  privilegedPod,
  replicasLimit,
  restrictedPods,
  shop,
  sidecarAndLabels,
} from '../tester/explain/policies.ts'

const files = {
  'policies/all.yaml': [
    replicasLimit('Deny'),
    restrictedPods,
    sidecarAndLabels,
    limitsByParams,
  ].join('---\n'),
  'context.yaml': `${shop}---\n${exemptions}`,
  'web.yaml': deployment(9, 'shop/web:latest'),
  'two.yaml': `${deployment(1)}---\n${privilegedPod}`,
}

async function explained(argv: readonly string[], stdin = '') {
  const cwd = await temporaryFolder(files)
  return run(explain, [...argv, '--context', 'context.yaml'], { cwd, stdin })
}

function review(door: 'validate' | 'mutate'): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: `${door}-0000-1`,
      kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
      resource: { group: 'apps', version: 'v1', resource: 'deployments' },
      operation: 'CREATE',
      namespace: 'shop',
      name: 'web',
      userInfo: { username: 'jane' },
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
        spec: { replicas: 9, template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } },
      },
    },
  })
}

describe('what is printed', () => {
  test.for([
    { name: 'a manifest', argv: ['web.yaml'], stdin: '' },
    { name: 'several objects', argv: ['two.yaml'], stdin: '' },
    { name: 'a review', argv: ['-'], stdin: review('validate') },
    { name: 'something that is no object', argv: ['-'], stdin: 'kind: Pod\n' },
  ])('as JSON has the published shape: $name', async ({ argv, stdin }) => {
    const published = await run(schema, ['decision-record'])
    const { stdout } = await explained([...argv, '--output', 'json'], stdin)
    expect(isValid(JSON.parse(stdout), JSON.parse(published.stdout) as JsonObject)).toBe(true)
  })

  test('both doors of every object, with the policies that were asked', async () => {
    const { code, stdout } = await explained(['two.yaml', '--output', 'json'])
    const { explanations } = JSON.parse(stdout) as ExplainReport
    const doors = explanations.map((one) => [
      one.name,
      one.verdict,
      ...one.doors.map(({ request }) => request.door),
    ])
    expect({ code, doors }).toEqual({
      code: 0,
      doors: [
        ['web', 'deny', 'mutate', 'validate'],
        ['probe', 'deny', 'mutate', 'validate'],
      ],
    })
  })

  test('only the object that is named', async () => {
    const { stdout } = await explained(['two.yaml', '--object', 'pod/probe'])
    expect(stdout).toMatch(/^two\.yaml:\d+ {2}Pod shop\/probe is refused\n/)
    expect(stdout).not.toContain('Deployment')
  })

  test('only the document that is named', async () => {
    const { stdout } = await explained(['two.yaml', '--document', '1'])
    expect(stdout).toMatch(/^two\.yaml:1 {2}Deployment shop\/web is refused\n/)
    expect(stdout).not.toContain('Pod shop/probe')
  })

  test('only the policy that is named, with all that it looked at', async () => {
    const { stdout } = await explained(['web.yaml', '--policy', 'replicas-limit'])
    expect(stdout).not.toContain('restricted-pods')
    expect(stdout).toContain('variable limit  policies/all.yaml:13:19\n')
    expect(stdout).toContain('has(object.metadata.labels)  (not evaluated)\n')
    expect(stdout).toMatch(/cost of validations and their messages: \d+ of 10000000\n/)
  })

  test('the request of a review, at the door that is named', async () => {
    const given = review('mutate')
    const atDoors = [
      await explained(['-'], given),
      await explained(['-', '--door', 'mutate'], given),
    ]
    const heads = atDoors.map(({ stdout }) => stdout.split('\n').slice(0, 3).join('\n'))
    const by = 'CREATE Deployment shop/web by jane'
    expect(heads).toEqual([
      `<stdin>  Deployment shop/web is refused\n\n  validating door  ${by}: refused`,
      `<stdin>  Deployment shop/web is let in\n\n  mutating door  ${by}: allowed`,
    ])
  })

  test('several reviews, one a line', async () => {
    const { stdout } = await explained(
      ['-', '--output', 'json'],
      `${review('validate')}\n${review('mutate')}\n`,
    )
    const { explanations } = JSON.parse(stdout) as ExplainReport
    expect(explanations.map((one) => one.doors[0]?.request.uid)).toEqual([
      'validate-0000-1',
      'mutate-0000-1',
    ])
  })

  test('nothing that steers a terminal', async () => {
    const hostile = deployment(9).replace('name: log', 'name: "\\e[31mlog"')
    const { stdout } = await explained(['-', '--all'], hostile)
    expect(stdout).not.toContain('\u001b')
  })
})

describe('ends with 1 and says why', () => {
  test.for([
    { name: 'nothing named', argv: [], stderr: 'name what to explain: sallyport explain PATH...' },
    { name: 'no such path', argv: ['nowhere.yaml'], stderr: 'nowhere.yaml' },
    { name: 'nothing in it', argv: ['-'], stderr: 'nothing to explain is in -' },
    {
      name: 'an unknown policy',
      argv: ['web.yaml', '--policy', 'replica-limit'],
      stderr: '--policy replica-limit: there is no such policy; did you mean replicas-limit?',
    },
    {
      name: 'a policy that is like no other',
      argv: ['web.yaml', '--policy', 'zzz'],
      stderr: '--policy zzz: there is no such policy; there are a-sidecar, b-labels, limits, ',
    },
    {
      name: 'an unknown object',
      argv: ['two.yaml', '--object', 'Deployment/wep'],
      stderr: '--object Deployment/wep: there is no such object; did you mean Deployment/web?',
    },
    {
      name: 'a document too many',
      argv: ['two.yaml', '--document', '3'],
      stderr: '--document 3: there are 2',
    },
    {
      name: 'a document before the first',
      argv: ['two.yaml', '--document', '0'],
      stderr: 'a number from 1',
    },
    {
      name: 'an unknown form',
      argv: ['web.yaml', '--output', 'xml'],
      stderr: 'pretty or json or yaml',
    },
  ])('$name', async ({ argv, stderr: expected }) => {
    const { code, stdout, stderr } = await explained(argv)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(expected)
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+\)?$/m)
  })

  test.for([
    { name: 'no object', stdin: 'kind: Pod\n', says: 'apiVersion is missing' },
    {
      name: 'a review without a request',
      stdin: '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}',
      says: 'review 1: the AdmissionReview has no request',
    },
    {
      name: 'a misspelt field',
      stdin: deployment(1).replace('replicas', 'replica'),
      says: 'unknown field',
    },
  ])('where it comes to no door: $name', async ({ stdin, says }) => {
    const { stdout } = await explained(['-'], stdin)
    expect(stdout).toContain(says)
  })
})

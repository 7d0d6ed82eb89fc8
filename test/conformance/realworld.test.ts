import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import type { TestReport } from '#src/tester/report.ts'
import { firstPolicies } from '#test/support/first-policies.ts'
import { run } from '#test/support/run-command.ts'
import { corporaFolder, hasCorpora, whereCorporaAre } from './corpora.ts'

describe.skipIf(!hasCorpora)(`manifests of real projects (${whereCorporaAre})`, () => {
  let report: TestReport
  let code: number

  beforeAll(async () => {
    const policies = firstPolicies.flatMap((path) => ['--policies', path])
    const argv = [join(corporaFolder, 'realworld'), '--output', 'json', ...policies]
    const ran = await run(testCommand, argv)
    report = JSON.parse(ran.stdout) as TestReport
    code = ran.code
  })

  test('all 412 are judged, and some refused', () => {
    expect(code).toBe(2)
    expect(report.summary.manifests).toBe(412)
    expect(new Set(report.results.map(({ source }) => source)).size).toBe(412)
    expect(report.summary).toMatchObject({ warn: 0, error: 4 }) // 408 judged
    expect(report.summary.deny).toBeGreaterThan(report.summary.pass)
  })

  test('what no API server would take is reported, with its field and line', () => {
    const broken = report.results.filter(({ verdict }) => verdict === 'error')
    expect(
      broken.map(({ source, problems }) => [
        basename(source),
        ...problems.map(({ line, path, message }) => `${line}: ${path}: ${message}`),
      ]),
    ).toEqual([
      [
        'kubernetes-sigs_node-feature-discovery__004__Job__nfd-worker.yaml',
        '9: spec.completions: expected an integer of 32 bits, found the string "NUM_NODES" (json: cannot unmarshal string into Go struct field JobSpec.spec.completions of type int32)',
        '10: spec.parallelism: expected an integer of 32 bits, found the string "NUM_NODES" (json: cannot unmarshal string into Go struct field JobSpec.spec.parallelism of type int32)',
      ],
      [
        'kubernetes_examples__055__Pod__vttablet--uid-.yaml',
        '4: metadata.name: this is a template that has not been rendered: it holds {{ … }}',
      ],
      [
        'kubernetes_examples__073__Pod__fibre-channel-example-pod.yaml',
        '17: spec.volumes[0].fc.lun: expected an integer of 32 bits, found the string "<ADD LUN ID Here>" (json: cannot unmarshal string into Go struct field FCVolumeSource.spec.volumes.VolumeSource.fc.lun of type int32)',
      ],
      [
        'kubernetes_ingress-nginx__005__Deployment__vouch-proxy.yaml',
        '21: spec.template.spec.containers[0].env[0].value: expected a string, found the boolean true (json: cannot unmarshal bool into Go struct field EnvVar.spec.template.spec.containers.env.value of type string)',
      ],
    ])
  })

  test('every finding names policy, validation, path and line, and points into its file', () => {
    const findings = report.results.flatMap(({ findings }) => findings)
    expect(findings.length).toBeGreaterThan(800)
    for (const finding of findings) {
      expect(finding).toMatchObject({
        policy: expect.stringMatching(/^[a-z-]+$/),
        validation: expect.any(Number),
        path: expect.stringMatching(/^(spec|template)\b/),
        line: expect.any(Number),
        column: expect.any(Number),
        excerpt: expect.stringMatching(`^${finding.line} \\| `),
        expression: expect.any(String),
        policySource: {
          source: expect.stringMatching(/policy\.yaml$/),
          path: `spec.validations[${finding.validation}].expression`,
          line: expect.any(Number),
        },
      })
    }
  })

  test('no policy fails to be evaluated', () => {
    const errors = report.results.flatMap(({ findings }) =>
      findings.filter(({ cause }) => cause === 'error'),
    )
    expect(errors).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { noFacts } from '#src/core/engine/facts.ts'
import { contradictionsOf } from '../core/explanation/contradictions.ts'
import { type AdmissionCase, asked } from './admission-case.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'
import { withCreatableNames } from './creatable-names.ts'

interface Row extends Partial<AdmissionCase> {
  readonly id: string
  readonly admissionCase?: AdmissionCase
}

describe.skipIf(!hasCorpora)(`the record says what admit decides, ${whereCorporaAre}`, () => {
  test.for([
    { file: 'vap-generated', every: 4 },
    { file: 'vap-k8s-integration', every: 1 },
    { file: 'vap-k8s-docs', every: 1 },
    { file: 'vap-undistro', every: 1 },
    { file: 'kubescape-vap', every: 9 },
    { file: 'gatekeeper-library-cel', every: 4 },
    { file: 'kyverno-policies-vpol', every: 20 },
    { file: 'kyverno-policies-chainsaw-cases', every: 40 },
    { file: 'kyverno-cli-tests', every: 2 },
  ])('$file', ({ file, every }) => {
    const rows = (readRows(`${file}.jsonl.gz`) as readonly Row[]).filter(
      ({ request, admissionCase }, index) =>
        index % every === 0 && (admissionCase?.request ?? request) !== undefined,
    )
    const contradictions = rows.flatMap((row) => {
      const { admissionCase = row as AdmissionCase } = row
      const { given } = withCreatableNames({
        ...admissionCase,
        policies: admissionCase.policies ?? [],
      })
      const { request, snapshot } = asked(given, 'raw')
      const found = contradictionsOf(request, snapshot, noFacts)
      return found.length === 0 ? [] : [{ id: row.id, found }]
    })
    expect(rows.length).toBeGreaterThan(0)
    expect(contradictions).toEqual([])
  })
})

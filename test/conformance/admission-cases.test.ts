import { describe, expect, test } from 'vitest'
import { decide, referenceVerdictOf, verdictOf } from './admission-case.ts'
import { hasCorpora, whereCorporaAre } from './corpora.ts'
import { withCreatableNames } from './creatable-names.ts'
import { admissionExclusions, countReasons, reasonFor } from './exclusions.ts'
import { judgedRows } from './judged-rows.ts'

describe.skipIf(!hasCorpora)(`validating policies on requests, ${whereCorporaAre}`, () => {
  test.for([
    { file: 'vap-generated', judged: 270, excluded: [] },
    { file: 'vap-k8s-integration', judged: 13, excluded: [12] },
    { file: 'vap-k8s-docs', judged: 14, excluded: [4] },
    { file: 'vap-undistro', judged: 4, excluded: [3] },
    { file: 'kubescape-vap', judged: 351, excluded: [] },
    { file: 'gatekeeper-library-cel', judged: 87, excluded: [] },
    { file: 'kyverno-policies-vpol', judged: 841, excluded: [] },
    { file: 'kyverno-policies-cpol-cel', judged: 891, excluded: [22] },
    { file: 'kyverno-policies-chainsaw-cases', judged: 2302, excluded: [143] },
    { file: 'kyverno-cli-tests', judged: 67, excluded: [36, 25, 4] },
  ])('$file', ({ file, ...counts }) => {
    const all = judgedRows(`${file}.jsonl.gz`)
    const cases = all.filter((one) => reasonFor(one, admissionExclusions) === undefined)
    const different = cases.flatMap(({ id, mode, given, reference = {} }) => {
      const { given: created, renamed } = withCreatableNames(given)
      const [own, expected] = [verdictOf(decide(created, mode)), referenceVerdictOf(reference)]
      const isEqual = JSON.stringify(own) === renamed(JSON.stringify(expected))
      return isEqual ? [] : [{ id, mode, own, expected }]
    })
    expect(different).toEqual([])
    expect({
      judged: cases.length,
      excluded: Object.values(countReasons(all, admissionExclusions)),
    }).toEqual(counts)
  })
})

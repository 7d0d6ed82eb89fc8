import { readYaml } from '../../src/core/source/read-yaml.ts'
import { median, ratio } from '../figures.ts'
import { compiled } from './contenders.ts'
import type { Predicate } from './predicates.ts'

/** How the time to compile relates to the time to read the policy's YAML; the median of some rounds. */
export function compileRatio(predicate: Predicate, rounds: number): number {
  const ratios: number[] = []
  for (let round = -warmUp; round < rounds; round++) {
    const expression = distinct(predicate, round)
    const text = policyText(predicate, expression)
    const compile = millisOf(() => compiled(expression, predicate.result))
    const read = millisOf(() => readYaml({ name: 'policy.yaml', text }))
    if (round >= 0) ratios.push(ratio(compile, read))
  }
  return median(ratios)
}

const warmUp = 3

function millisOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The same expression with another constant: V8 remembers code that it has compiled already. */
function distinct({ expression, result }: Predicate, round: number): string {
  return result === 'bool'
    ? `(${expression}) && 'round ${round}' != ''`
    : `(${expression}) + 'round ${round}'`
}

function policyText({ name, result }: Predicate, expression: string): string {
  const validation =
    result === 'bool'
      ? [
          `  - expression: ${JSON.stringify(expression)}`,
          '    message: the Pod is not as it should be',
        ]
      : ['  - expression: "false"', `    messageExpression: ${JSON.stringify(expression)}`]
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: bench
  annotations:
    description: ${JSON.stringify(name)}
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
    - apiGroups: [""]
      apiVersions: [v1]
      operations: [CREATE, UPDATE]
      resources: [pods]
  validations:
${validation.join('\n')}
`
}

import type { TestFinding, TestResult } from '#src/tester/report.ts'
import type { Unfit, Verdict } from './verdict.ts'

/** What the tester says; the paths of what policies changed stand for the changes. */
export type TesterVerdict =
  | (Omit<Verdict, 'changes'> & { readonly changed: readonly string[] })
  | Unfit

/** The result as the API server would tell it: what refuses as one message, what warns one by one. */
export function testerVerdict({ findings, changes, problems }: TestResult): TesterVerdict {
  const faults = problems.filter(({ severity }) => severity === 'error')
  if (faults.length > 0) return { unfit: faults.map(({ message }) => message).join('\n') }
  const withEffect = (wanted: TestFinding['effect']) => [
    ...new Set(findings.filter(({ effect }) => effect === wanted).map(textOf)),
  ]
  const denials = withEffect('deny')
  return {
    refusal: denials.length === 0 ? undefined : denials.join('\n'),
    warnings: withEffect('warn'),
    changed: denials.length > 0 ? [] : changes.flatMap(({ paths }) => paths).sort(),
  }
}

/** A rule's finding as the API server is told of it. */
function textOf({ policy, path, message }: TestFinding): string {
  const isSaid = path === '' || message.includes(path)
  return isSaid ? `${policy}: ${message}` : `${policy}: ${path}: ${message}`
}

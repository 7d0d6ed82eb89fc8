import { createHash } from 'node:crypto'
import type { Problem } from '../../core/index.ts'
import { jsonText } from './json-text.ts'
import { printable } from './printable.ts'
import { problemMessage, type Remark, remarksOf } from './remark.ts'
import type { Reporter } from './reporter.ts'

/** Code Quality. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Reporter = {
  format: 'gitlab',
  print: (report) =>
    jsonText([...report.problems.map(ofInput), ...remarksOf(report).map(ofRemark)]),
}

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker'

/** What one entry of the list has. */
interface Degradation {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: Severity
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

const severities = {
  error: 'blocker',
  deny: 'critical',
  warn: 'minor',
  audit: 'info',
} as const satisfies Readonly<Record<Remark['effect'], Severity>>

function ofRemark({ rule, effect, message, place, fingerprint, subject }: Remark): Degradation {
  return {
    description: printable([subject, message].filter((part) => part !== '').join(': ')),
    check_name: rule,
    fingerprint,
    severity: severities[effect],
    location: locationOf(place.source, place.line),
  }
}

function ofInput(problem: Problem): Degradation {
  const { code, severity, source, line = null } = problem
  const description = problemMessage(problem)
  const identity = JSON.stringify([code, source, description])
  return {
    description,
    check_name: `input/${code}`,
    fingerprint: createHash('sha256').update(identity).digest('hex').slice(0, 32),
    severity: severity === 'error' ? 'blocker' : 'minor',
    location: locationOf(source, line),
  }
}

/** GitLab wants a line: what is said of a whole text stands at its first. */
function locationOf(path: string, line: number | null): Degradation['location'] {
  return { path, lines: { begin: line ?? 1 } }
}

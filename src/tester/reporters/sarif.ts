import type { Problem } from '../../core/index.ts'
import type {
  PolicyDescription,
  PolicyPosition,
  TestExemption,
  TestReport,
  TestResult,
} from '../report.ts'
import { parseExcerpt } from './excerpt.ts'
import { jsonText } from './json-text.ts'
import { printable } from './printable.ts'
import { problemMessage, type Remark, remarksOf, ruleOf, subjectOf } from './remark.ts'
import type { Reporter } from './reporter.ts'
import { uriOf } from './uri.ts'

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Reporter = {
  format: 'sarif',
  print: (report) => jsonText({ $schema: schemaUri, version: '2.1.0', runs: [runOf(report)] }),
}

const schemaUri =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** Something that is reported, of whatever origin. */
interface Said {
  readonly rule: string
  readonly level: Level
  readonly policy: PolicyDescription | undefined
  /** Without the index of its rule. */
  readonly result: object
}

type Level = 'error' | 'warning' | 'note'

const levelOf = { error: 'error', deny: 'error', warn: 'warning', audit: 'note' } as const

function runOf(report: TestReport): object {
  const said = [
    ...remarksOf(report).map((remark) => remarkSaid(remark, report)),
    ...report.results.flatMap((result) =>
      result.exemptions.map((use) => exemptionSaid(use, result, report)),
    ),
  ]
  const rules = [...new Set(said.map(({ rule }) => rule))]
  const indices = new Map(rules.map((rule, index) => [rule, index]))
  return {
    tool: {
      driver: {
        name: 'Sallyport',
        version: report.version,
        rules: rules.map((rule) => ruleDescriptor(rule, said)),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [rootId]: { description: { text: 'Where the command ran.' } } },
    invocations: [invocationOf(report)],
    results: said.map(({ rule, level, result }) => ({
      ruleId: rule,
      ruleIndex: indices.get(rule),
      level,
      ...result,
    })),
  }
}

function invocationOf({ time, problems }: TestReport): object {
  return {
    executionSuccessful: true,
    startTimeUtc: time,
    toolConfigurationNotifications: problems.map(notificationOf),
  }
}

function notificationOf(problem: Problem): object {
  const { code, severity, source, line, column } = problem
  const region = line === undefined ? {} : { region: regionOf({ line, column: column ?? null }) }
  return {
    descriptor: { id: `input/${code}` },
    level: severity,
    message: { text: problemMessage(problem) },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(source), ...region } }],
  }
}

function ruleDescriptor(rule: string, said: readonly Said[]): object {
  const uses = said.filter((one) => one.rule === rule)
  const levels = uses.map(({ level }) => level)
  const worst = (['error', 'warning', 'note'] as const).find((level) => levels.includes(level))
  return {
    id: rule,
    defaultConfiguration: { level: worst },
    ...policyTexts(uses[0]?.policy),
  }
}

function policyTexts(policy: PolicyDescription | undefined): object {
  if (policy === undefined) return {}
  const { kind, title, description, remedy, category, severity } = policy
  return {
    ...(title === null ? {} : { shortDescription: { text: printable(title) } }),
    ...(description === null ? {} : { fullDescription: { text: printable(description) } }),
    ...(remedy === null ? {} : { help: { text: printable(remedy) } }),
    properties: {
      policyKind: kind,
      ...(severity === null ? {} : { severity }),
      ...(category === null ? {} : { tags: [category] }),
    },
  }
}

function policyNamed(
  { policies }: TestReport,
  wanted: { readonly policyKind: string; readonly policy: string },
): PolicyDescription | undefined {
  return policies.find(({ kind, name }) => kind === wanted.policyKind && name === wanted.policy)
}

function remarkSaid(remark: Remark, report: TestReport): Said {
  const { rule, effect, message, place, finding, fingerprint } = remark
  const policySource = finding?.policySource ?? null
  return {
    rule,
    level: levelOf[effect],
    policy: finding === null ? undefined : policyNamed(report, finding),
    result: {
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactOf(place.source),
            ...(place.line === null
              ? {}
              : { region: regionOf(place, remark.excerpt), ...contextOf(remark) }),
          },
          logicalLocations: [logicalLocation(remark.subject, finding?.path ?? '')],
        },
      ],
      ...(policySource === null ? {} : { relatedLocations: [policyLocation(policySource)] }),
      partialFingerprints: { 'sallyport/v1': fingerprint },
    },
  }
}

function exemptionSaid(use: TestExemption, result: TestResult, report: TestReport): Said {
  const { exemption, expires, reason, requestedBy, message } = use
  const asked = requestedBy === null ? '' : `, requested by ${requestedBy}`
  const { source, line } = result
  return {
    rule: ruleOf(use),
    level: 'note',
    policy: policyNamed(report, use),
    result: {
      message: { text: printable(message) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactOf(source),
            ...(line === null ? {} : { region: regionOf({ line, column: null }) }),
          },
          logicalLocations: [logicalLocation(subjectOf(result, use), '')],
        },
      ],
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: printable(`exemption ${exemption} until ${expires}: ${reason}${asked}`),
        },
      ],
    },
  }
}

function logicalLocation(subject: string, path: string): object {
  const title = printable(subject)
  const name = path === '' ? title : printable(path)
  const fullName = path === '' ? title : `${title} ${printable(path)}`
  return { name, fullyQualifiedName: fullName, kind: path === '' ? 'object' : 'member' }
}

function policyLocation({ source, line, column, path }: PolicyPosition): object {
  const region = line === null ? {} : { region: regionOf({ line, column }) }
  return {
    id: 0,
    message: { text: `the policy: ${printable(path)}` },
    physicalLocation: { artifactLocation: artifactOf(source), ...region },
  }
}

interface Place {
  readonly line: number | null
  readonly column: number | null
  readonly endLine?: number | null
  readonly endColumn?: number | null
}

function regionOf(
  { line, column, endLine, endColumn }: Place,
  excerpt: string | null = null,
): object {
  const snippet = endLine === line ? snippetOf(excerpt) : undefined
  return {
    startLine: line,
    ...(column === null ? {} : { startColumn: column }),
    ...(typeof endLine === 'number' ? { endLine } : {}),
    ...(typeof endColumn === 'number' ? { endColumn } : {}),
    ...(snippet === undefined ? {} : { snippet: { text: snippet } }),
  }
}

/** What the carets mean. */
function snippetOf(excerpt: string | null): string | undefined {
  const parts = excerpt === null ? undefined : parseExcerpt(excerpt)
  return parts?.line.slice(parts.start, parts.start + parts.length)
}

/** The whole line. */
function contextOf({ excerpt, place }: Remark): object {
  const parts = excerpt === null ? undefined : parseExcerpt(excerpt)
  if (parts === undefined) return {}
  const endLine = place.endLine ?? place.line
  return { contextRegion: { startLine: place.line, endLine, snippet: { text: parts.line } } }
}

const rootId = '%SRCROOT%'

/** Relative paths start where the command ran. */
function artifactOf(source: string): object {
  const uri = uriOf(source)
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: rootId }
}

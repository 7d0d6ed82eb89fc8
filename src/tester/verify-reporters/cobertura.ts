import { dirname } from 'node:path/posix'
import type { VerifyReport } from '../cases/verify-report.ts'
import type { CoverageReport } from '../coverage/coverage-report.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { type XmlElement, xmlText } from '../reporters/xml.ts'
import { type CoveredFile, type CoveredLine, coveredFiles } from './covered-files.ts'

/**
 * A folder is a package, a file a class, a place with several outcomes a condition.
 * https://github.com/cobertura/cobertura/blob/master/cobertura/src/site/htdocs/xml/coverage-04.dtd
 */
export const cobertura: Reporter<VerifyReport> = {
  format: 'cobertura',
  print: ({ coverage }) => (coverage === null ? '' : xmlText(rootOf(coverage))),
}

function rootOf(coverage: CoverageReport): XmlElement {
  const files = coveredFiles(coverage)
  const lines = countLines(files)
  const branches = countBranches(files)
  return {
    name: 'coverage',
    attributes: {
      'line-rate': rateOf(lines),
      'branch-rate': rateOf(branches),
      'lines-covered': lines.covered,
      'lines-valid': lines.all,
      'branches-covered': branches.covered,
      'branches-valid': branches.all,
      complexity: 0,
      version: '1',
      timestamp: 0,
    },
    content: [
      { name: 'sources', content: [{ name: 'source', content: '.' }] },
      { name: 'packages', content: packagesOf(files) },
    ],
  }
}

function packagesOf(files: readonly CoveredFile[]): readonly XmlElement[] {
  const folders = [...new Set(files.map(({ source }) => dirname(source)))]
  return folders.map((folder) => {
    const own = files.filter(({ source }) => dirname(source) === folder)
    return {
      name: 'package',
      attributes: { name: folder, ...ratesOf(own) },
      content: [{ name: 'classes', content: own.map(classOf) }],
    }
  })
}

function classOf(file: CoveredFile): XmlElement {
  const { source, lines } = file
  return {
    name: 'class',
    attributes: { name: source, filename: source, ...ratesOf([file]) },
    content: [{ name: 'methods' }, { name: 'lines', content: lines.map(lineOf) }],
  }
}

function lineOf({ line, hits, points }: CoveredLine): XmlElement {
  const conditions = points.map(({ clauses }) => ({
    all: clauses.length,
    covered: clauses.filter((clause) => clause.hits > 0).length,
  }))
  const of = sumOf(conditions)
  return {
    name: 'line',
    attributes: {
      number: line,
      hits,
      branch: 'true',
      'condition-coverage': `${percentOf(of)} (${of.covered}/${of.all})`,
    },
    content: [
      {
        name: 'conditions',
        content: conditions.map((one, index) => ({
          name: 'condition',
          attributes: { number: index, type: 'jump', coverage: percentOf(one) },
        })),
      },
    ],
  }
}

interface Count {
  readonly covered: number
  readonly all: number
}

function ratesOf(files: readonly CoveredFile[]) {
  return {
    'line-rate': rateOf(countLines(files)),
    'branch-rate': rateOf(countBranches(files)),
    complexity: 0,
  }
}

function countLines(files: readonly CoveredFile[]): Count {
  const lines = files.flatMap((file) => file.lines)
  return { all: lines.length, covered: lines.filter(({ hits }) => hits > 0).length }
}

function countBranches(files: readonly CoveredFile[]): Count {
  const clauses = files.flatMap(({ lines }) =>
    lines.flatMap(({ points }) => points.flatMap((point) => point.clauses)),
  )
  return { all: clauses.length, covered: clauses.filter(({ hits }) => hits > 0).length }
}

function sumOf(counts: readonly Count[]): Count {
  return {
    all: counts.reduce((sum, { all }) => sum + all, 0),
    covered: counts.reduce((sum, { covered }) => sum + covered, 0),
  }
}

/** Rounded down: only all is 1. */
function rateOf({ covered, all }: Count): number {
  return all === 0 ? 1 : Math.floor((covered / all) * 10_000) / 10_000
}

function percentOf({ covered, all }: Count): string {
  return `${Math.floor((covered / all) * 100)}%`
}

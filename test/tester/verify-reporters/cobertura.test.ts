import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { plain } from '#src/tester/reporters/paint.ts'
import { cobertura } from '#src/tester/verify-reporters/cobertura.ts'
import { reportWith, sampleCoverage } from '#test/support/coverage-sample.ts'

/**
 * The rules of https://github.com/cobertura/cobertura/blob/master/cobertura/src/site/htdocs/xml/coverage-04.dtd as RELAX NG,
 * since the checker knows no DTDs. What the DTD leaves open (texts of rates and counts) is stricter here.
 */
const rules = grammar({
  coverage: [
    attributes({
      'line-rate': 'rate',
      'branch-rate': 'rate',
      'lines-covered': 'count',
      'lines-valid': 'count',
      'branches-covered': 'count',
      'branches-valid': 'count',
      complexity: 'count',
      version: 'any',
      timestamp: 'count',
    }),
    `<optional>${element('sources', many(element('source', '<text/>')))}</optional>`,
    element('packages', many('<ref name="package"/>')),
  ],
  package: [rates('name'), element('classes', many('<ref name="class"/>'))],
  class: [
    rates('name', 'filename'),
    element('methods', many('<ref name="method"/>')),
    '<ref name="lines"/>',
  ],
  method: [rates('name', 'signature'), '<ref name="lines"/>'],
  lines: [many('<ref name="line"/>')],
  line: [
    attributes({ number: 'count', hits: 'count' }),
    `<optional>${attributes({ branch: 'any' })}</optional>`,
    `<optional>${attributes({ 'condition-coverage': 'any' })}</optional>`,
    many(element('conditions', many('<ref name="condition"/>'))),
  ],
  condition: [attributes({ number: 'count', type: 'any', coverage: 'percent' }), '<empty/>'],
})

function grammar(elements: Readonly<Record<string, readonly string[]>>): string {
  const defined = Object.entries(elements).map(
    ([name, parts]) => `<define name="${name}">${element(name, parts.join(''))}</define>`,
  )
  return `<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
    <start><ref name="coverage"/></start>${defined.join('')}</grammar>`
}

function element(name: string, content: string): string {
  return `<element name="${name}">${content}</element>`
}

function many(content: string): string {
  return `<zeroOrMore>${content}</zeroOrMore>`
}

function rates(...names: readonly string[]): string {
  const texts = Object.fromEntries(names.map((name) => [name, 'any'] as const))
  return attributes({
    ...texts,
    'line-rate': 'rate',
    'branch-rate': 'rate',
    complexity: 'count',
  })
}

type Sort = 'any' | 'count' | 'rate' | 'percent'

function attributes(sorts: Readonly<Record<string, Sort>>): string {
  const patterns = { any: '.*', count: '[0-9]+', rate: '0(\\.[0-9]+)?|1', percent: '[0-9]+%' }
  return Object.entries(sorts)
    .map(
      ([name, sort]) =>
        `<attribute name="${name}"><data type="string"><param name="pattern">${patterns[sort]}</param></data></attribute>`,
    )
    .join('')
}

async function problemsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml, schema: rules, extension: 'relaxng' })
  return errors.map(({ message }) => message)
}

test('a report obeys the rules of Cobertura', async () => {
  const text = cobertura.print(reportWith(sampleCoverage), plain)
  expect(await problemsOf(text)).toEqual([])
  expect(text).toContain('line-rate="0.6666" branch-rate="0.6" lines-covered="2" lines-valid="3"')
  expect(text).toContain(
    '<package name="policies/a" line-rate="1" branch-rate="0.75" complexity="0">',
  )
  expect(text).toContain('filename="policies/a/&quot;b&quot;.yaml"')
  expect(text).toContain('<line number="7" hits="3" branch="true" condition-coverage="66% (2/3)">')
})

test.for([
  { name: 'an attribute is missing', damage: (xml: string) => xml.replace(/ timestamp="\d+"/, '') },
  { name: 'classes have no methods', damage: (xml: string) => xml.replaceAll('<methods/>', '') },
  {
    name: 'a rate is above 1',
    damage: (xml: string) => xml.replace('branch-rate="0.6"', 'branch-rate="60"'),
  },
])('the rules notice that $name', async ({ damage }) => {
  const text = cobertura.print(reportWith(sampleCoverage), plain)
  expect(damage(text)).not.toBe(text)
  expect(await problemsOf(damage(text))).not.toEqual([])
})

test('without coverage there is nothing to say', () => {
  expect(cobertura.print(reportWith(null), plain)).toBe('')
})

import { describe, expect, test } from 'vitest'
import { evaluate, programOf } from '../evaluate.ts'

const formats = [
  { name: 'dns1123Label', good: 'my-label-1', bad: 'My-Label' },
  { name: 'dns1123Subdomain', good: 'apps.example.com', bad: 'apps..com' },
  { name: 'dns1035Label', good: 'my-label-1', bad: '1-label' },
  { name: 'qualifiedName', good: 'example.com/My_Name.1', bad: 'example.com/' },
  { name: 'dns1123LabelPrefix', good: 'my-prefix-', bad: '-' },
  { name: 'dns1123SubdomainPrefix', good: 'example.com-', bad: 'é-' },
  { name: 'dns1035LabelPrefix', good: 'a-', bad: '1a-' },
  { name: 'labelValue', good: '', bad: '-a' },
  { name: 'uri', good: 'https://example.com', bad: 'example.com' },
  { name: 'uuid', good: '123E4567-e89b-12d3-a456426614174000', bad: '123e4567' },
  { name: 'byte', good: 'aGVsbG8=', bad: 'aGVsbG8' },
  { name: 'date', good: '2024-02-29', bad: '2023-02-29' },
  { name: 'datetime', good: '2024-01-01T00:00:00Z', bad: '2024-01-01 00:00:00Z' },
] as const

describe('a text', () => {
  test.for(formats)('that is a $name, and one that is none', ({ name, good, bad }) => {
    expect(evaluate(`!format.${name}().validate(object).hasValue()`, good)).toBe(true)
    expect(evaluate(`format.${name}().validate(object).hasValue()`, bad)).toBe(true)
    expect(evaluate(`format.named('${name}').value() == format.${name}()`)).toBe(true)
  })
})

const labelPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomainRule = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${labelPattern}(\\.${labelPattern})*')`
const nameRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const labelRule = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${labelPattern}')`

describe('what is wrong', () => {
  test.for([
    { format: 'dns1123Label', text: 'a.b', faults: ['must not contain dots'] },
    { format: 'dns1123Label', text: '', faults: [labelRule] },
    {
      format: 'dns1123Label',
      text: 'é'.repeat(32),
      faults: ['must be no more than 63 characters', labelRule],
    },
    {
      format: 'dns1123LabelPrefix',
      text: `${'a'.repeat(64)}-`,
      faults: ['must be no more than 63 characters'],
    },
    { format: 'dns1123LabelPrefix', text: 'é-', faults: [labelRule] },
    {
      format: 'dns1123Subdomain',
      text: 'a'.repeat(254),
      faults: ['must be no more than 253 characters'],
    },
    {
      format: 'dns1035Label',
      text: '1',
      faults: [
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      ],
    },
    {
      format: 'labelValue',
      text: '-',
      faults: [
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      ],
    },
    { format: 'labelValue', text: 'a'.repeat(64), faults: ['must be no more than 63 bytes'] },
    {
      format: 'qualifiedName',
      text: '/',
      faults: [
        'prefix part must be non-empty',
        'name part must be non-empty',
        `name part ${nameRule}`,
      ],
    },
    {
      format: 'qualifiedName',
      text: `A/${'a'.repeat(64)}`,
      faults: [`prefix part ${subdomainRule}`, 'name part must be no more than 63 bytes'],
    },
    {
      format: 'qualifiedName',
      text: `${'a'.repeat(254)}/b`,
      faults: ['prefix part must be no more than 253 bytes'],
    },
    {
      format: 'qualifiedName',
      text: 'a/b/c',
      faults: [
        `a valid label key ${nameRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ],
    },
    { format: 'uri', text: 'a', faults: ['parse "a": invalid URI for request'] },
    { format: 'uuid', text: 'a', faults: ['does not match the UUID format'] },
    { format: 'byte', text: 'a', faults: ['invalid base64'] },
    { format: 'date', text: 'a', faults: ['invalid date'] },
    { format: 'datetime', text: 'a', faults: ['invalid datetime'] },
  ])('with $text as $format', ({ format, text, faults }) => {
    expect(evaluate(`format.${format}().validate(object).value()`, text)).toEqual(faults)
  })

  test.for([
    {
      format: 'qualifiedName',
      text: 'a/b/c',
      faults: [
        `a qualified name ${nameRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ],
    },
    { format: 'labelValue', text: 'a'.repeat(64), faults: ['must be no more than 63 characters'] },
  ])('with $text as $format, in the words of 1.34', ({ format, text, faults }) => {
    const release = { kubernetesVersion: '1.34' } as const
    const named = `format.named('${format}').value().validate(object).value()`
    expect(evaluate(`format.${format}().validate(object).value()`, text, release)).toEqual(faults)
    expect(evaluate(named, text, release)).toEqual(faults)
  })
})

describe('values', () => {
  test.for([
    "!format.named('unknown').hasValue() && !format.named('constructor').hasValue()",
    'format.uri() == format.uri() && format.dns1123Label() != format.dns1123LabelPrefix()',
    'type(format.uri()) == type(format.uuid())',
    "format.named('uri').optMap(f, f.validate('/a').hasValue()).value() == false",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    { expression: 'format.named(dyn(1))', message: 'no such overload: format.named(int)' },
    {
      expression: 'format.uri().validate(dyn(1))',
      message: 'no such overload: validate(kubernetes.NamedFormat, int)',
    },
    {
      expression: "dyn('a').validate('b')",
      message: 'no such overload: validate(string, string)',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})

test('in 1.30 there are none', () => {
  const compile = () => programOf('format.uri()', { kubernetesVersion: '1.30' })
  expect(compile).toThrow("undeclared reference to 'format'")
  expect(programOf('format.uri()', { kubernetesVersion: '1.31' }).expression).toBe('format.uri()')
})

import { meetsFormat } from '../../kubernetes/formats/formats.ts'
import {
  dns1035LabelFaults,
  dns1123LabelFaults,
  dns1123SubdomainFaults,
  type FaultsOf,
  formerLabelWording,
  type LabelWording,
  labelValueFaults,
  labelWording,
  prefixFaults,
  qualifiedNameFaults,
} from '../../kubernetes/name-formats.ts'
import { NamedFormat } from '../values/named-format.ts'
import { none, Optional } from '../values/optional.ts'
import { globalFunction, type Library, method, type Overload } from './library.ts'
import { requestUriFault } from './parse-url.ts'

/** Formats by the names that expressions give them. */
type Formats = ReadonlyMap<string, NamedFormat>

const formats = formatsWorded(labelWording)
const formerFormats = formatsWorded(formerLabelWording)

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/format.go */
export const formatsLibrary: Library = {
  name: 'kubernetes.format',
  overloads: [
    ...overloadsOf(formerFormats, { since: '1.31', until: '1.34' }),
    ...overloadsOf(formats, { since: '1.35' }),
    method('validate', ['format', 'string'], 'optional_type(list(string))', validate, {
      since: '1.31',
    }),
  ],
}

function overloadsOf(
  named: Formats,
  releases: Pick<Overload, 'since'> & Partial<Pick<Overload, 'until'>>,
): readonly Overload[] {
  return [
    globalFunction(
      'format.named',
      ['string'],
      'optional_type(format)',
      (name) => new Optional(named.get(name)),
      releases,
    ),
    ...Array.from(named, ([name, format]) =>
      globalFunction(`format.${name}`, [], 'format', () => format, releases),
    ),
  ]
}

function validate({ faultsOf }: NamedFormat, text: string): Optional<readonly string[]> {
  const faults = faultsOf(text)
  return faults.length === 0 ? none : new Optional(faults)
}

function formatsWorded(wording: LabelWording): Formats {
  return new Map([
    ['dns1123Label', new NamedFormat('DNS1123Label', dns1123LabelFaults)],
    ['dns1123Subdomain', new NamedFormat('DNS1123Subdomain', dns1123SubdomainFaults)],
    ['dns1035Label', new NamedFormat('DNS1035Label', dns1035LabelFaults)],
    ['qualifiedName', new NamedFormat('QualifiedName', qualifiedNameFaults(wording))],
    ['dns1123LabelPrefix', new NamedFormat('DNS1123LabelPrefix', prefixFaults(dns1123LabelFaults))],
    [
      'dns1123SubdomainPrefix',
      new NamedFormat('DNS1123SubdomainPrefix', prefixFaults(dns1123SubdomainFaults)),
    ],
    ['dns1035LabelPrefix', new NamedFormat('DNS1035LabelPrefix', prefixFaults(dns1035LabelFaults))],
    ['labelValue', new NamedFormat('LabelValue', labelValueFaults(wording))],
    ['uri', new NamedFormat('URI', uriFaults)],
    ['uuid', new NamedFormat('uuid', faultsOfSchema('uuid', 'does not match the UUID format'))],
    ['byte', new NamedFormat('byte', faultsOfSchema('byte', 'invalid base64'))],
    ['date', new NamedFormat('date', faultsOfSchema('date', 'invalid date'))],
    ['datetime', new NamedFormat('datetime', faultsOfSchema('datetime', 'invalid datetime'))],
  ])
}

function uriFaults(text: string): readonly string[] {
  const fault = requestUriFault(text)
  return fault === undefined ? [] : [fault]
}

/** A format that schemas of custom resources have too. */
function faultsOfSchema(format: string, fault: string): FaultsOf {
  return (text) => (meetsFormat(format, text) ? [] : [fault])
}

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
import type { CelError, Value } from '../value.ts'
import { NamedFormat } from '../values/named-format.ts'
import { none, Optional } from '../values/optional.ts'
import { argument, matchingCost } from './cost-rules.ts'
import {
  changedIn,
  globalFunction,
  introducedIn,
  type Library,
  method,
  type Overload,
} from './library.ts'
import { requestUriFault } from './parse-url.ts'
import { sizeOf } from './size-of.ts'

/** Formats by the names that expressions give them. */
type Formats = ReadonlyMap<string, NamedFormat>

const formats = formatsWorded(labelWording)
const formerFormats = formatsWorded(formerLabelWording)

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/format.go */
export const formatsLibrary: Library = {
  name: 'kubernetes.format',
  overloads: introducedIn('1.31', [
    ...changedIn('1.35', overloadsOf(formerFormats), overloadsOf(formats)),
    method(
      'validate',
      'format-validate',
      ['format', 'string'],
      'optional_type(list(string))',
      validate,
    ),
  ]),
  costs: new Map([['validate', validationCost]]),
}

function overloadsOf(named: Formats): readonly Overload[] {
  return [
    globalFunction(
      'format.named',
      'format-named',
      ['string'],
      'optional_type(format)',
      (name) => new Optional(named.get(name)),
    ),
    ...Array.from(named, ([name, format]) =>
      globalFunction(`format.${name}`, `format.${name}`, [], 'format', () => format),
    ),
  ]
}

function validate({ faultsOf }: NamedFormat, text: string): Optional<readonly string[]> {
  const faults = faultsOf(text)
  return faults.length === 0 ? none : new Optional(faults)
}

function formatsWorded(wording: LabelWording): Formats {
  return new Map([
    ['dns1123Label', new NamedFormat('DNS1123Label', dns1123LabelFaults, 30)],
    ['dns1123Subdomain', new NamedFormat('DNS1123Subdomain', dns1123SubdomainFaults, 60)],
    ['dns1035Label', new NamedFormat('DNS1035Label', dns1035LabelFaults, 30)],
    ['qualifiedName', new NamedFormat('QualifiedName', qualifiedNameFaults(wording), 60)],
    [
      'dns1123LabelPrefix',
      new NamedFormat('DNS1123LabelPrefix', prefixFaults(dns1123LabelFaults), 30),
    ],
    [
      'dns1123SubdomainPrefix',
      new NamedFormat('DNS1123SubdomainPrefix', prefixFaults(dns1123SubdomainFaults), 60),
    ],
    [
      'dns1035LabelPrefix',
      new NamedFormat('DNS1035LabelPrefix', prefixFaults(dns1035LabelFaults), 30),
    ],
    ['labelValue', new NamedFormat('LabelValue', labelValueFaults(wording), 40)],
    ['uri', new NamedFormat('URI', uriFaults, 1103)],
    ['uuid', new NamedFormat('uuid', faultsOfSchema('uuid', 'does not match the UUID format'), 70)],
    ['byte', new NamedFormat('byte', faultsOfSchema('byte', 'invalid base64'), 84)],
    ['date', new NamedFormat('date', faultsOfSchema('date', 'invalid date'), 71)],
    ['datetime', new NamedFormat('datetime', faultsOfSchema('datetime', 'invalid datetime'), 71)],
  ])
}

/** As if each format were a pattern of that size. */
function validationCost([format, text]: readonly (Value | CelError)[]): number {
  return format instanceof NamedFormat
    ? matchingCost(sizeOf(argument(text)), format.patternSize)
    : 1
}

function uriFaults(text: string): readonly string[] {
  const fault = requestUriFault(text)
  return fault === undefined ? [] : [fault]
}

/** A format that schemas of custom resources have too. */
function faultsOfSchema(format: string, fault: string): FaultsOf {
  return (text) => (meetsFormat(format, text) ? [] : [fault])
}

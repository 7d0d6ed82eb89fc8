import type { MapValue } from '../value.ts'
import { CelError } from '../value.ts'
import type { Url } from '../values/url.ts'
import { onePass } from './cost-rules.ts'
import { globalFunction, type Library, method } from './library.ts'
import { textOf } from './octet-text.ts'
import { isRequestUri, parseUrl } from './parse-url.ts'
import { splitHost } from './url-authority.ts'
import { unescapeUrl } from './url-escapes.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/urls.go */
export const urlsLibrary: Library = {
  name: 'kubernetes.urls',
  overloads: [
    globalFunction('url', 'string_to_url', ['string'], 'url', toUrl),
    globalFunction('isURL', 'is_url_string', ['string'], 'bool', isRequestUri),
    method('getScheme', 'url_get_scheme', ['url'], 'string', ({ scheme }) => scheme),
    method('getHost', 'url_get_host', ['url'], 'string', ({ host }) => host),
    method(
      'getHostname',
      'url_get_hostname',
      ['url'],
      'string',
      ({ host }) => splitHost(host).name,
    ),
    method('getPort', 'url_get_port', ['url'], 'string', ({ host }) => splitHost(host).port),
    method(
      'getEscapedPath',
      'url_get_escaped_path',
      ['url'],
      'string',
      ({ escapedPath }) => escapedPath,
    ),
    method('getQuery', 'url_get_query', ['url'], 'map(string, list(string))', valuesOf),
  ],
  costs: new Map([['url', onePass]]),
}

function toUrl(text: string): Url | CelError {
  const url = parseUrl(text)
  return url instanceof CelError
    ? new CelError(`URL parse error during conversion from string: ${url.message}`)
    : url
}

const mostParameters = 10_000

/** All values of each key; parameters that cannot be read are left out, and all where there are too many. */
function valuesOf({ query }: Url): MapValue {
  const parameters = query.split('&')
  if (parameters.length > mostParameters) return {}
  const values = new Map<string, string[]>()
  for (const parameter of parameters) {
    const read = readParameter(parameter)
    if (read === undefined) continue
    const [key, value] = read
    const known = values.get(key)
    if (known === undefined) values.set(key, [value])
    else known.push(value)
  }
  return Object.fromEntries(values)
}

function readParameter(octets: string): readonly [string, string] | undefined {
  if (octets === '' || octets.includes(';')) return undefined
  const sign = octets.indexOf('=')
  const key = unescapeUrl(sign < 0 ? octets : octets.slice(0, sign), 'query')
  const value = unescapeUrl(sign < 0 ? '' : octets.slice(sign + 1), 'query')
  if (key instanceof CelError || value instanceof CelError) return undefined
  return [textOf(key), textOf(value)]
}

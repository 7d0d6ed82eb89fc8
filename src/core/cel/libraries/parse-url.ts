import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { Url } from '../values/url.ts'
import { octetsOf, textOf } from './octet-text.ts'
import { type Authority, parseAuthority } from './url-authority.ts'
import { escapedForm, escapeUrl, unescapeUrl } from './url-escapes.ts'

/**
 * An absolute URL, or an absolute path: what Go's url.ParseRequestURI takes, read again by url.Parse, which knows
 * fragments, and hosts without a scheme. https://github.com/golang/go/blob/go1.26.0/src/net/url/url.go
 */
export function parseUrl(text: string): Url | CelError {
  const octets = octetsOf(text)
  const request = parse(octets, 'request')
  if (request instanceof CelError) return inUrl(octets, request)
  const mark = octets.indexOf('#')
  const beforeFragment = mark < 0 ? octets : octets.slice(0, mark)
  // Two slashes at the start are a path in a request.
  const isSame = mark < 0 && !octets.startsWith('//')
  const reference = isSame ? request : parse(beforeFragment, 'reference')
  if (reference instanceof CelError) return inUrl(beforeFragment, reference)
  const fragment = mark < 0 ? '' : octets.slice(mark + 1)
  const meant = unescapeUrl(fragment, 'fragment')
  if (meant instanceof CelError) return inUrl(octets, meant)
  return urlOf(reference, fragment === '' ? '' : `#${escapedForm(fragment, meant, 'fragment')}`)
}

/** Whether a text is an absolute URL or path. */
export function isRequestUri(text: string): boolean {
  return !(parse(octetsOf(text), 'request') instanceof CelError)
}

/** What keeps a text from being an absolute URL or path, as Go says it. */
export function requestUriFault(text: string): string | undefined {
  const octets = octetsOf(text)
  const parsed = parse(octets, 'request')
  return parsed instanceof CelError ? inUrl(octets, parsed).message : undefined
}

function inUrl(octets: string, { message }: CelError): CelError {
  return new CelError(`parse ${quoteForGo(textOf(octets))}: ${message}`)
}

/** In octets; what is undefined is not there at all. */
interface Parts {
  readonly scheme: string
  /** What follows the scheme where that is no path. */
  readonly opaque: string | undefined
  readonly authority: Authority | undefined
  readonly path: WrittenPath
  readonly query: string | undefined
}

/** A path as it was written, and the octets that it stands for. */
interface WrittenPath {
  readonly written: string
  readonly meant: string
}

const noPath: WrittenPath = { written: '', meant: '' }

const nowhere = { scheme: '', opaque: undefined, authority: undefined, query: undefined }

function parse(octets: string, mode: 'request' | 'reference'): Parts | CelError {
  if (/[\0-\x1f\x7f]/.test(octets)) {
    return new CelError('net/url: invalid control character in URL')
  }
  if (octets === '') return new CelError('empty url')
  if (octets === '*') return { ...nowhere, path: { written: '*', meant: '*' } }
  if (octets.startsWith(':')) return new CelError('missing protocol scheme')
  const [, written = ''] = /^([A-Za-z][\dA-Za-z+.-]*):/.exec(octets) ?? []
  const scheme = written.toLowerCase()
  const { rest, query } = cutQuery(scheme === '' ? octets : octets.slice(scheme.length + 1))
  if (!rest.startsWith('/')) return withoutPath(scheme, rest, query)
  const mayBeAuthority = scheme !== '' || (mode === 'reference' && !rest.startsWith('///'))
  return mayBeAuthority && rest.startsWith('//')
    ? parseHierarchy(scheme, rest.slice(2), query)
    : withPath({ ...nowhere, scheme, query }, rest)
}

function cutQuery(octets: string): { readonly rest: string; readonly query: string | undefined } {
  const mark = octets.indexOf('?')
  if (mark < 0) return { rest: octets, query: undefined }
  return { rest: octets.slice(0, mark), query: octets.slice(mark + 1) }
}

function withoutPath(scheme: string, opaque: string, query: string | undefined): Parts | CelError {
  if (scheme === '') return new CelError('invalid URI for request')
  return { scheme, opaque, authority: undefined, path: noPath, query }
}

function parseHierarchy(
  scheme: string,
  octets: string,
  query: string | undefined,
): Parts | CelError {
  const slash = octets.indexOf('/')
  const end = slash < 0 ? octets.length : slash
  const authority = parseAuthority(scheme, octets.slice(0, end))
  if (authority instanceof CelError) return authority
  return withPath({ scheme, opaque: undefined, authority, query }, octets.slice(end))
}

function withPath(parts: Omit<Parts, 'path'>, written: string): Parts | CelError {
  const meant = unescapeUrl(written, 'path')
  return meant instanceof CelError ? meant : { ...parts, path: { written, meant } }
}

function urlOf(parts: Parts, fragment: string): Url {
  const { scheme, opaque, authority, path, query } = parts
  const escapedPath = escapedForm(path.written, path.meant, 'path')
  const before = scheme === '' ? '' : `${scheme}:`
  const middle = opaque === undefined ? printHierarchy(authority, escapedPath) : opaque
  const after = query === undefined ? '' : `?${query}`
  return new Url({
    scheme,
    host: textOf(authority?.host ?? ''),
    escapedPath: textOf(escapedPath),
    query: query ?? '',
    text: textOf(before + middle + after + fragment),
  })
}

/** An authority without anything in it is written only before a path. */
function printHierarchy(authority: Authority | undefined, path: string): string {
  if (authority === undefined) return path
  const { user = '', host } = authority
  const isEmpty = user === '' && host === '' && path === ''
  return `${isEmpty ? '' : '//'}${user}${escapeUrl(host, 'host')}${path}`
}

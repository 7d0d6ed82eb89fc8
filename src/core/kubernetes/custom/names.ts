import { utf8 } from '../../source/base64.ts'

const labelPattern = '[a-z]([-a-z0-9]*[a-z0-9])?'
const label = new RegExp(`^${labelPattern}$`)
const longestLabel = 63

const subdomainPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'
const subdomain = new RegExp(`^${subdomainPattern}$`)
const longestSubdomain = 253

/** What keeps a text from being a label of RFC 1035, in Kubernetes' words. */
export function dns1035LabelFaults(text: string): readonly string[] {
  const message = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${labelPattern}')`
  return [...lengthFaults(text, longestLabel), ...(label.test(text) ? [] : [message])]
}

/** What keeps a text from being a subdomain of RFC 1123, in Kubernetes' words. */
export function dns1123SubdomainFaults(text: string): readonly string[] {
  const message = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomainPattern}')`
  return [...lengthFaults(text, longestSubdomain), ...(subdomain.test(text) ? [] : [message])]
}

function lengthFaults(text: string, longest: number): readonly string[] {
  const isLong = text.length > longest || utf8(text).length > longest
  return isLong ? [`must be no more than ${longest} bytes`] : []
}

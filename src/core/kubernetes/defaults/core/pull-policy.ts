/** A name of parts in lower case; in front of it may stand a registry, with a port. Then a tag, then a digest. */
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const path = `${component}(?:/${component})*`
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const host = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'
const reference = new RegExp(`^(?:${host}/)?(${path})(?::(\\w[\\w.-]{0,127}))?(?:@(${digest}))?$`)

const maxPathLength = 255

/** Digests whose algorithm can be checked; others make the reference invalid. */
const knownDigest = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/

/** What would be read as an image's id instead of its name. */
const identifier = /^[a-f0-9]{64}$/

/**
 * `Always` for an image with the tag `latest`, or with neither tag nor digest; `IfNotPresent` for any other, a reference that
 * cannot be read among them.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/util/parsers/parsers.go#L31
 * https://github.com/distribution/reference/blob/v0.6.0/reference.go
 */
export function pullPolicyOf(image: string): 'Always' | 'IfNotPresent' {
  return tagOf(image) === 'latest' ? 'Always' : 'IfNotPresent'
}

/** The tag, `latest` where nothing else says which image it is, or undefined. */
function tagOf(image: string): string | undefined {
  if (identifier.test(image)) return undefined
  const match = reference.exec(withRegistry(image))
  const [, name = '', tag, checksum] = match ?? []
  if (match === null || name.length > maxPathLength) return undefined
  if (checksum === undefined) return tag ?? 'latest'
  return knownDigest.test(checksum) ? tag : undefined
}

/** The part before the first slash is a registry only where it looks like one. */
function withRegistry(image: string): string {
  const slash = image.indexOf('/')
  const first = slash === -1 ? '' : image.slice(0, slash)
  if (!isRegistry(first)) return onDockerHub(image)
  const isHub = first === 'docker.io' || first === 'index.docker.io'
  return isHub ? onDockerHub(image.slice(slash + 1)) : image
}

function isRegistry(first: string): boolean {
  return first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first
}

function onDockerHub(name: string): string {
  return name.includes('/') ? `docker.io/${name}` : `docker.io/library/${name}`
}

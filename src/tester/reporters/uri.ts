/** The reference for a path as it was given: of an absolute one the whole URI. https://www.rfc-editor.org/rfc/rfc3986#section-4.2 */
export function uriOf(path: string): string {
  const steps = path.replaceAll('\\', '/').split('/').map(encodeStep)
  const uri = steps.join('/')
  if (uri.startsWith('//')) return `file:${uri}`
  return uri.startsWith('/') ? `file://${uri}` : uri
}

function encodeStep(step: string): string {
  return encodeURIComponent(step.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
}

/** Whether two names of a certificate are the same. Addresses may be written in several ways: `::1` is `0:0:0:0:0:0:0:1` there. */
export function sameName(own: string, name: string): boolean {
  return own.toLowerCase() === name.toLowerCase() || expanded(own) === expanded(name)
}

function expanded(name: string): string {
  if (!name.includes(':')) return name
  return new URL(`http://[${name}]`).hostname
}

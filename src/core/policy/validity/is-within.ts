/** Whether the first printed path is the second, or leads through it. */
export function isWithin(path: string, outer: string): boolean {
  return (
    outer === '' ||
    path === outer ||
    (path.startsWith(outer) && (path[outer.length] === '.' || path[outer.length] === '['))
  )
}

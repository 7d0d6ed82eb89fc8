/** What an operator of CEL says of two numbers. */
export function compareWith(sign: string, one: number, other: number): boolean {
  switch (sign) {
    case '_==_':
      return one === other
    case '_>=_':
      return one >= other
    case '_>_':
      return one > other
    case '_<=_':
      return one <= other
    default:
      return one < other
  }
}

/** cel-go's names of the operators. https://github.com/google/cel-go/blob/master/common/operators/operators.go */
const operators: ReadonlySet<string> = new Set([
  '_&&_',
  '_||_',
  '!_',
  '-_',
  '_?_:_',
  '_==_',
  '_!=_',
  '_<_',
  '_<=_',
  '_>_',
  '_>=_',
  '_+_',
  '_-_',
  '_*_',
  '_/_',
  '_%_',
  '@in',
  '_[_]',
  '_[?_]',
  '_?._',
  '@not_strictly_false',
])

export function isOperator(name: string): boolean {
  return operators.has(name)
}

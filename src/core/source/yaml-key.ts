import type { Scalar } from 'yaml'
import { scalarValue } from './yaml-tag.ts'

/**
 * A scalar as a JSON field name, or undefined where sigs.k8s.io/yaml refuses it: null and integers beyond int64.
 * https://github.com/kubernetes-sigs/yaml/blob/master/yaml.go (convertToJSONableObject)
 */
export function keyName(key: Scalar): string | undefined {
  const found = scalarValue(key)
  if (found.kind === 'fault') return undefined
  const { value, type } = found
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      return String(value)
    case 'bigint':
      return value < 2n ** 63n ? String(value) : undefined
    case 'number':
      return type === 'int' ? String(value) : floatName(value)
    default:
      return undefined
  }
}

/** A float as Go prints a float32 in its shortest form: `1.5`, `1e-07`, `1.2345679e+08`. */
function floatName(value: number): string {
  const single = Math.fround(value)
  if (Number.isNaN(single)) return '.nan'
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf'
  const [mantissa = '', exponent = '0'] = shortest(single).split('e')
  const power = Number(exponent)
  const sign = Object.is(single, -0) ? '-' : ''
  if (power >= -4 && power < 6) return sign + String(Number(`${mantissa}e${power}`))
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

/** In exponent notation with the fewest digits that read as the same float32; nine are always enough. */
function shortest(single: number): string {
  for (let digits = 0; digits < 8; digits++) {
    const text = single.toExponential(digits)
    if (Math.fround(Number(text)) === single) return text
  }
  return single.toExponential(8)
}

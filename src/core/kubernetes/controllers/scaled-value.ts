import type { JsonValue } from '../../source/json-value.ts'

/** A number, or a percentage of the total, rounded up; 0 for anything else. https://github.com/kubernetes/apimachinery/blob/v0.37.0/pkg/util/intstr/intstr.go (GetScaledValueFromIntOrPercent) */
export function scaledValue(value: JsonValue | undefined, total: number): number {
  if (typeof value === 'number') return value
  const [, percent] = typeof value === 'string' ? (/^(\d+)%$/.exec(value) ?? []) : []
  return percent === undefined ? 0 : Math.ceil((Number(percent) * total) / 100)
}

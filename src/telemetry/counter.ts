import { Counter, Gauge, type Registry } from 'prom-client'

/** A metric that only grows; its name ends with `_total`. */
export function counter<Label extends string>(
  registers: Registry[],
  name: string,
  help: string,
  labelNames: readonly Label[],
): Counter<Label> {
  return new Counter({ name, help, labelNames, registers })
}

/** A metric without labels that goes up and down. */
export function gauge(registers: Registry[], name: string, help: string): Gauge {
  return new Gauge({ name, help, registers })
}

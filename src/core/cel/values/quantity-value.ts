import type { Quantity } from '../../kubernetes/quantity.ts'
import { Boxed } from './boxed.ts'

/** What `quantity('1Gi')` gives. */
export class QuantityValue extends Boxed {
  readonly quantity: Quantity

  constructor(quantity: Quantity) {
    super()
    this.quantity = quantity
  }
}

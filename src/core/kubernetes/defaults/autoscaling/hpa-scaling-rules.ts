import { type Defaulter, dropEmpty } from '../defaulter.ts'

/** Policies that were given, but none, keep others from being set; they are not printed. */
export const hpaScalingRules: Defaulter = {
  struct: 'autoscaling.v2.HPAScalingRules',
  apply: (rules) => dropEmpty(rules, 'policies'),
}

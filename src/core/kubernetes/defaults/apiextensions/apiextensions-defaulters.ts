import type { Defaulter } from '../defaulter.ts'
import { customResourceDefinition } from './custom-resource-definition.ts'
import { conversionServiceReference } from './service-reference.ts'

/** What Kubernetes sets in the types of apiextensions.k8s.io/v1. */
export const apiextensionsDefaulters: readonly Defaulter[] = [
  conversionServiceReference,
  customResourceDefinition,
]

import type { Defaulter } from '../defaulter.ts'
import { csiDriver } from './csi-driver.ts'
import { storageClass } from './storage-class.ts'

/** What Kubernetes sets in the types of storage.k8s.io/v1. */
export const storageDefaulters: readonly Defaulter[] = [csiDriver, storageClass]

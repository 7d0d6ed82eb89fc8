import type { Defaulter } from '../defaulter.ts'
import { roleRef } from './role-ref.ts'
import { subject } from './subject.ts'

/** What Kubernetes sets in the types of rbac.authorization.k8s.io/v1. */
export const rbacDefaulters: readonly Defaulter[] = [roleRef, subject]

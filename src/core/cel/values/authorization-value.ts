import { Boxed } from './boxed.ts'

/**
 * What the functions of `authorizer` work on. Such values have no fields, and `==` on them is an error.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/authz.go (receiverOnlyObjectVal)
 */
export abstract class AuthorizationValue extends Boxed {}

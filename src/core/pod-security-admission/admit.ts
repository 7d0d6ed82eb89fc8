import type { Request } from '../admission/request.ts'
import { templatePathOf } from '../kubernetes/pod-template.ts'
import { admitNamespace } from './admit-namespace.ts'
import { admitPod } from './admit-pod.ts'
import { admitWorkload } from './admit-workload.ts'
import type { Known } from './known.ts'
import { allowed, type Question, type Response } from './response.ts'

/**
 * What Kubernetes' Pod Security says of a request, or what it must know first: Pods are refused, templates of Pods warned of
 * and audited, labels of namespaces checked. It looks at CREATE and UPDATE; a dry run is judged as any other.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/security/podsecurity/admission.go
 */
export function admit(request: Request, known: Known): Response | Question {
  const { operation, resource } = request
  if (operation !== 'CREATE' && operation !== 'UPDATE') return allowed
  const name = `${resource.group}/${resource.resource}`
  if (name === '/pods') return admitPod(request, known)
  if (name === '/namespaces') return admitNamespace(request, known)
  const isWorkload = templatePathOf(resource.group, resource.resource) !== undefined
  return isWorkload ? admitWorkload(request, known) : allowed
}

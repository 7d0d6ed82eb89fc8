import { admissionregistrationDefaulters } from './admissionregistration/admissionregistration-defaulters.ts'
import { apiextensionsDefaulters } from './apiextensions/apiextensions-defaulters.ts'
import { apiServiceReference } from './apiregistration/service-reference.ts'
import { appsDefaulters } from './apps/apps-defaulters.ts'
import { autoscalingDefaulters } from './autoscaling/autoscaling-defaulters.ts'
import { batchDefaulters } from './batch/batch-defaulters.ts'
import type { Defaulter } from './defaulter.ts'
import { endpointPort } from './discovery/endpoint-port.ts'
import { flowcontrolDefaulters } from './flowcontrol/flowcontrol-defaulters.ts'
import { networkingDefaulters } from './networking/networking-defaulters.ts'
import { rbacDefaulters } from './rbac/rbac-defaulters.ts'
import { resourceDefaulters } from './resource/resource-defaulters.ts'
import { priorityClass } from './scheduling/priority-class.ts'
import { storageDefaulters } from './storage/storage-defaulters.ts'

/** What Kubernetes sets in the types of the groups other than core; groups that are not here have no defaults of their own. */
export const otherDefaulters: readonly Defaulter[] = [
  ...admissionregistrationDefaulters,
  ...apiextensionsDefaulters,
  apiServiceReference,
  ...appsDefaulters,
  ...autoscalingDefaulters,
  ...batchDefaulters,
  endpointPort,
  ...flowcontrolDefaulters,
  ...networkingDefaulters,
  priorityClass,
  ...rbacDefaulters,
  ...resourceDefaulters,
  ...storageDefaulters,
]

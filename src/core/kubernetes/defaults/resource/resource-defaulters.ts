import type { Defaulter } from '../defaulter.ts'
import { deviceSubRequest, exactDeviceRequest } from './device-request.ts'

/**
 * What Kubernetes sets in the types of resource.k8s.io/v1, but for a device taint's `timeAdded`: that is the API server's clock.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/resource/v1/defaults.go
 */
export const resourceDefaulters: readonly Defaulter[] = [deviceSubRequest, exactDeviceRequest]

import { type Defaulter, type Draft, setAbsent } from '../defaulter.ts'

/**
 * Exactly one device, unless another number is given or all are asked for.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/resource/v1/defaults.go
 */
export const exactDeviceRequest: Defaulter = {
  struct: 'resource.v1.ExactDeviceRequest',
  apply: setCount,
}

/** The same for each of the alternatives. */
export const deviceSubRequest: Defaulter = {
  struct: 'resource.v1.DeviceSubRequest',
  apply: setCount,
}

function setCount(request: Draft): void {
  setAbsent(request, 'allocationMode', 'ExactCount')
  if (request['allocationMode'] === 'ExactCount') setAbsent(request, 'count', 1)
}

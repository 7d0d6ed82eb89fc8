import type { StructType } from '../../schema/field-type.ts'
import { readTable } from '../../schema/read-table.ts'

/** A type in an annotation of `autoscaling/v1`, by the name in the table below. */
export function autoscalerType(name: string): StructType {
  const found = types.struct(name)
  if (found === undefined) throw new Error(`the autoscaler's types lack ${name}`)
  return found
}

/**
 * The types in the annotations of `autoscaling/v1`, as a schema table: those of the version itself, and for the behaviour the
 * internal ones, whose fields have Go's names.
 * https://github.com/kubernetes/api/blob/v0.37.0/autoscaling/v1/types.go
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/autoscaling/types.go
 */
const table = `
Metrics items!:[]@MetricSpec
MetricSpec type!:string object*?:@ObjectSource pods*?:@PodsSource resource*?:@ResourceSource containerResource*?:@ContainerSource external*?:@ExternalSource
ObjectSource target!:@Reference metricName!:string targetValue!:quantity selector*?:@LabelSelector averageValue*?:quantity
PodsSource metricName!:string targetAverageValue!:quantity selector*?:@LabelSelector
ResourceSource name!:string targetAverageUtilization*?:int32 targetAverageValue*?:quantity
ContainerSource name!:string targetAverageUtilization*?:int32 targetAverageValue*?:quantity container!:string
ExternalSource metricName!:string metricSelector*?:@LabelSelector targetValue*?:quantity targetAverageValue*?:quantity
Statuses items!:[]@MetricStatus
MetricStatus type!:string object*?:@ObjectStatus pods*?:@PodsStatus resource*?:@ResourceStatus containerResource*?:@ContainerStatus external*?:@ExternalStatus
ObjectStatus target!:@Reference metricName!:string currentValue!:quantity selector*?:@LabelSelector averageValue*?:quantity
PodsStatus metricName!:string currentAverageValue!:quantity selector*?:@LabelSelector
ResourceStatus name!:string currentAverageUtilization*?:int32 currentAverageValue!:quantity
ContainerStatus name!:string currentAverageUtilization*?:int32 currentAverageValue!:quantity container!:string
ExternalStatus metricName!:string metricSelector*?:@LabelSelector currentValue!:quantity currentAverageValue*?:quantity
Conditions items!:[]@Condition
Condition type!:string status!:string lastTransitionTime?:time reason?:string message?:string observedGeneration*?:int64
Reference kind!:string name!:string apiVersion?:string
LabelSelector matchLabels?:{}string matchExpressions?:[]@LabelRequirement
LabelRequirement key!:string operator!:string values?:[]string
Behavior ScaleUp*:@ScalingRules ScaleDown*:@ScalingRules
ScalingRules StabilizationWindowSeconds*:int32 SelectPolicy*:string Policies:[]@ScalingPolicy Tolerance*:quantity
ScalingPolicy Type!:string Value!:int32 PeriodSeconds!:int32

`

const types = readTable(table)

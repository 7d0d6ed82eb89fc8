import { allOf, integer, integerOrNull, listOf, text, textOrNull } from '../shapes.ts'
import type { MutantsReport, SurvivingMutant } from './mutants-report.ts'

export const mutantsShape = allOf<MutantsReport>({
  total: integer,
  killed: integer,
  accepted: integer,
  survived: integer,
  untried: integer,
  survivors: listOf(
    allOf<SurvivingMutant>({
      id: text,
      operator: text,
      policy: text,
      source: text,
      path: text,
      line: integerOrNull,
      column: integerOrNull,
      text,
      accepted: textOrNull,
    }),
  ),
})

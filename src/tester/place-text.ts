import type { RecordPlace } from '../core/index.ts'

/** `deploy/web.yaml:12:3`, as far as it is known. */
export function placeText(
  source: string,
  line: number | null,
  column: number | null = null,
): string {
  return [source, line, column].filter((part) => part !== null).join(':')
}

/** The same of a place in a decision record; empty where it is not known. */
export function recordPlaceText(place: RecordPlace | null): string {
  return place === null ? '' : placeText(place.source, place.line, place.column)
}

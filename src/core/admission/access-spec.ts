import type { AccessSpec } from './access-review.ts'
import type { UserInfo } from './request.ts'

/** The user as a SubjectAccessReview names it. */
export function subjectOf({
  username = '',
  groups = [],
  extra = {},
  uid = '',
}: UserInfo): AccessSpec {
  return {
    ...given({ user: username }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
    ...given({ uid }),
  }
}

/** Without what is empty. */
export function given<T extends Readonly<Record<string, string>>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '')) as Partial<T>
}

/** Of a Secret nothing is told that an expression may have made of its values; other messages are as they are. */
export function storableMessage(
  message: string,
  { group, kind }: { readonly group: string; readonly kind: string },
): string {
  return group === '' && kind === 'Secret' ? withheld : message
}

const withheld = 'the message is not shown, for it may hold a value of the Secret'

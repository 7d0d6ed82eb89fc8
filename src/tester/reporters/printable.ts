const steering =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/** The text without what would steer a terminal, and without halves of characters. */
export function printable(text: string): string {
  return text.replaceAll(steering, '\ufffd')
}

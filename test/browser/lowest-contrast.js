// Runs in the page: an expression whose value is the lowest contrast of a text there.
;(() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour) => {
    const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (element) => {
    if (element === null) return 'rgb(255, 255, 255)'
    const { backgroundColor } = getComputedStyle(element)
    return channels(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor
  }
  let lowest = { ratio: 21, text: '' }
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    )
    if (own.length === 0 || element.getClientRects().length === 0) continue
    const pair = [luminance(getComputedStyle(element).color), luminance(groundOf(element))]
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
    if (ratio < lowest.ratio) lowest = { ratio, text: own[0]?.textContent ?? '' }
  }
  return lowest
})()

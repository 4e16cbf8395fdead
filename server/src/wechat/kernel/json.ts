const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * Parses JSON and keeps integers that a double cannot hold as strings, digit for digit.
 * Message ids of the platforms are 64-bit: `JSON.parse` would silently change their last digits (protocol §0).
 * @throws SyntaxError like `JSON.parse`
 */
export function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(
    text.replace(TOKENS, (token) => {
      const isInteger = /^-?\d+$/.test(token)
      return isInteger && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token
    }),
  )
}

import { seriesColors } from './palette'

/** The last two characters of a Chinese name, or the initials of another. */
function initials(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '') return '客'
  if (/\p{Script=Han}/u.test(trimmed)) return Array.from(trimmed).slice(-2).join('')
  return trimmed
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
}

/** A round avatar from a person's name; the same `seed` always gives the same colour. */
export function PersonAvatar({
  name,
  seed,
  size = 32,
}: {
  name: string | null | undefined
  seed?: string
  size?: number
}) {
  const key = seed ?? name ?? ''
  const sum = Array.from(key).reduce((hash, character) => (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7)
  const background = seriesColors[sum % seriesColors.length]
  return (
    <span
      aria-hidden="true"
      style={{
        display: 'inline-grid',
        placeItems: 'center',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: '50%',
        background: `color-mix(in srgb, ${background} 16%, white)`,
        color: `color-mix(in srgb, ${background} 82%, black)`,
        fontSize: Math.round(size * 0.36),
        fontWeight: 600,
        letterSpacing: '-0.02em',
      }}
    >
      {initials(name ?? '')}
    </span>
  )
}

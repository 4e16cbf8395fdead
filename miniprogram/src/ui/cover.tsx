import { useState } from 'react'
import { elements } from '@/platform'
import { classes } from './classes'
import './cover.scss'

const TONES = 5

/** The same name always gets the same tone. */
const toneOf = (seed: string): number =>
  Array.from(seed).reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973, 7) % TONES

interface CoverProps {
  src: string
  /** Names the picture, chooses the tone of the drawn one and gives it its first character. */
  name: string
  shape: 'wide' | 'square' | 'fill'
}

/** A picture from the server; until it has come, and when it does not come, a drawn one of the house. */
export function Cover({ src, name, shape }: CoverProps) {
  const { Box, Picture, Span } = elements
  const [failed, setFailed] = useState('')
  return (
    <Box className={classes('gy-cover', `gy-cover--${shape}`, `gy-cover--t${toneOf(name)}`)}>
      <Box className="gy-cover__art" />
      <Span className="gy-cover__seal">{Array.from(name)[0] ?? '谷'}</Span>
      {src !== '' && failed !== src && (
        <Picture className="gy-cover__picture" src={src} fit="cover" lazy label={name} onFail={() => setFailed(src)} />
      )}
    </Box>
  )
}

import { solarTermOf } from '@/lib/solar-term'
import { elements } from '@/platform'

/** The brand's face: name, seal, and what this solar term asks of the skin. */
export function HomeHero() {
  const { Box, Span } = elements
  const term = solarTermOf(new Date())
  return (
    <Box className="home-hero">
      <Box className="home-hero__brand">
        <Span className="home-hero__name">谷雨集</Span>
        <Box className="home-hero__seal">
          <Span>谷雨</Span>
        </Box>
      </Box>
      <Span className="home-hero__latin">GUYUJI</Span>
      <Box className="home-hero__term">
        <Span className="home-hero__term-name">{term.name}</Span>
        <Span className="home-hero__term-care">{term.care}</Span>
      </Box>
    </Box>
  )
}

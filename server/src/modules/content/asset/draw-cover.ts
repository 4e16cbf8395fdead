import { round, seededRandom } from './seeded-random'

interface Palette {
  sky: [string, string]
  hills: [string, string, string]
  light: string
  accent: string
}

const PALETTES = {
  tea: { sky: ['#f3efe0', '#d9e4c8'], hills: ['#a9c29a', '#6f9a72', '#3f6f55'], light: '#fdf6dc', accent: '#2f5a45' },
  leaf: { sky: ['#eef4ea', '#cfe3d4'], hills: ['#a5cbb2', '#6aa587', '#2f7a5f'], light: '#ffffff', accent: '#1f5c47' },
  water: { sky: ['#eaf3f4', '#c5dfe4'], hills: ['#9cc8d2', '#5f9fb0', '#2f6f86'], light: '#ffffff', accent: '#24586c' },
  blossom: {
    sky: ['#fbeee9', '#f3d5cf'],
    hills: ['#e9b8ae', '#d18d84', '#9c5a5a'],
    light: '#fff7f2',
    accent: '#b5524d',
  },
  sun: { sky: ['#fdf3dc', '#f8ddaa'], hills: ['#eec382', '#d99a57', '#a86a39'], light: '#fffdf2', accent: '#c0632f' },
  night: { sky: ['#2d3a52', '#56688a'], hills: ['#4a5c7d', '#34456a', '#222f4d'], light: '#fbf3d6', accent: '#e9d9a6' },
  family: {
    sky: ['#fdf4ec', '#f6e0cf'],
    hills: ['#eccdb6', '#d8a98d', '#a8795f'],
    light: '#ffffff',
    accent: '#b06a4c',
  },
} satisfies Record<string, Palette>

export type CoverTheme = keyof typeof PALETTES
export const COVER_THEMES = Object.keys(PALETTES) as CoverTheme[]

const WIDTH = 900
const HEIGHT = 506

function hill(random: () => number, top: number, color: string): string {
  const swell = 40 + random() * 60
  const points = [0, 1, 2, 3].map((step) => ({ x: (WIDTH / 3) * step, y: top + (random() - 0.5) * swell * 2 }))
  const [first, ...others] = points
  const curve = others.map(({ x, y }, index) => {
    const from = points[index] ?? { x: 0, y: top }
    const bend = WIDTH / 6
    return `C${round(from.x + bend)} ${round(from.y)} ${round(x - bend)} ${round(y)} ${round(x)} ${round(y)}`
  })
  return `<path d="M0 ${HEIGHT}V${round(first?.y ?? top)}${curve.join('')}V${HEIGHT}Z" fill="${color}"/>`
}

function sprig(x: number, y: number, size: number, lean: number, color: string): string {
  const leaf = (side: number, at: number): string =>
    `<path transform="translate(0 ${round(-size * at)}) rotate(${side * 48})" d="M0 0C${round(size * 0.14)} ${round(-size * 0.1)} ${round(size * 0.14)} ${round(-size * 0.3)} 0 ${round(-size * 0.42)}C${round(-size * 0.14)} ${round(-size * 0.3)} ${round(-size * 0.14)} ${round(-size * 0.1)} 0 0Z" fill="${color}"/>`
  const leaves = [0.2, 0.42, 0.64].flatMap((at) => [leaf(1, at), leaf(-1, at + 0.08)])
  return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(lean)})"><path d="M0 0V${round(-size)}" stroke="${color}" stroke-width="${round(size / 60)}" stroke-linecap="round"/>${leaves.join('')}${leaf(0, 0.86)}</g>`
}

const drop = (x: number, y: number, size: number, color: string): string =>
  `<path d="M${round(x)} ${round(y - size)}C${round(x + size * 0.5)} ${round(y - size * 0.3)} ${round(x + size * 0.7)} ${round(y)} ${round(x + size * 0.7)} ${round(y + size * 0.25)}A${round(size * 0.7)} ${round(size * 0.7)} 0 1 1 ${round(x - size * 0.7)} ${round(y + size * 0.25)}C${round(x - size * 0.7)} ${round(y)} ${round(x - size * 0.5)} ${round(y - size * 0.3)} ${round(x)} ${round(y - size)}Z" fill="${color}" opacity=".72"/>`

function flower(x: number, y: number, size: number, petal: string, heart: string): string {
  const petals = [0, 72, 144, 216, 288].map(
    (angle) =>
      `<ellipse transform="rotate(${angle})" cy="${round(-size * 0.55)}" rx="${round(size * 0.36)}" ry="${round(size * 0.5)}" fill="${petal}"/>`,
  )
  return `<g transform="translate(${round(x)} ${round(y)})" opacity=".92">${petals.join('')}<circle r="${round(size * 0.24)}" fill="${heart}"/></g>`
}

function cup(x: number, y: number, { light, accent }: Palette): string {
  return `<g transform="translate(${round(x)} ${round(y)})"><path d="M-92 -62H92C90 22 58 64 0 64S-90 22 -92 -62Z" fill="${light}"/><ellipse cy="-62" rx="92" ry="20" fill="${accent}" opacity=".28"/><ellipse cy="-60" rx="76" ry="13" fill="#c9a25b" opacity=".75"/><path d="M-18 -96C-34 -124 -2 -138 -16 -168M20 -92C6 -118 36 -134 22 -160" stroke="${light}" stroke-width="6" stroke-linecap="round" fill="none" opacity=".8"/></g>`
}

function subject(theme: CoverTheme, palette: Palette, random: () => number): string {
  const x = 250 + random() * 400
  const spots = Array.from({ length: 7 }, () => ({
    x: 80 + random() * 740,
    y: 150 + random() * 270,
    size: 18 + random() * 34,
  }))
  switch (theme) {
    case 'tea':
      return cup(x, 360, palette) + sprig(x + 210, 470, 210, 14, palette.accent)
    case 'water':
      return spots.map((spot) => drop(spot.x, spot.y, spot.size * 1.3, palette.light)).join('')
    case 'blossom':
      return spots.map((spot) => flower(spot.x, spot.y, spot.size * 1.25, palette.light, palette.accent)).join('')
    case 'night':
      return (
        spots
          .map(
            (spot) =>
              `<circle cx="${round(spot.x)}" cy="${round(spot.y * 0.5)}" r="${round(spot.size / 12)}" fill="${palette.light}"/>`,
          )
          .join('') + sprig(x, 500, 240, -12, palette.accent)
      )
    case 'family':
      return sprig(x - 60, 490, 260, -9, palette.accent) + sprig(x + 50, 490, 170, 10, palette.hills[2])
    default:
      return sprig(x, 490, 290, -8, palette.accent) + sprig(x + 120, 500, 190, 16, palette.hills[2])
  }
}

/** A landscape cover, 16:9, in the brand's manner: sky, light, three ranges of hills and one subject. */
export function drawCover(theme: CoverTheme, seed: number): string {
  const palette = PALETTES[theme]
  const random = seededRandom(seed)
  const [near, middle, far] = [410, 340, 270]
  const light = `<circle cx="${round(150 + random() * 600)}" cy="${round(110 + random() * 70)}" r="${round(52 + random() * 34)}" fill="${palette.light}" opacity=".9"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${palette.sky[0]}"/><stop offset="1" stop-color="${palette.sky[1]}"/></linearGradient></defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>${light}${hill(random, far, palette.hills[0])}${hill(random, middle, palette.hills[1])}${hill(random, near, palette.hills[2])}${subject(theme, palette, random)}</svg>`
}

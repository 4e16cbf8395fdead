import { seededRandom } from './seeded-random'

const TONES = [
  { ground: ['#f2f1ea', '#dfe6d6'], body: '#f9f8f2', shade: '#d8dccb', cap: '#44705a', label: '#44705a' },
  { ground: ['#f5eee6', '#ead9c8'], body: '#fdf9f4', shade: '#e4d3c1', cap: '#a9704c', label: '#a9704c' },
  { ground: ['#edf2f3', '#d2e0e3'], body: '#f8fbfb', shade: '#cbdade', cap: '#3f7386', label: '#3f7386' },
  { ground: ['#f7ecea', '#eed3ce'], body: '#fdf7f5', shade: '#e7c8c2', cap: '#a8574f', label: '#a8574f' },
  { ground: ['#f6f1e2', '#eadcb6'], body: '#fcf9ee', shade: '#e0d1a6', cap: '#9a7a32', label: '#9a7a32' },
] as const
type Tone = (typeof TONES)[number]

const leaf = (x: number, y: number, size: number, color: string): string =>
  `<g transform="translate(${x} ${y}) scale(${size})" fill="none" stroke="${color}" stroke-width="3" stroke-linecap="round"><path d="M0 26V-26"/><path d="M0 12C-20 10 -24 -6 -22 -16C-8 -14 0 -4 0 12ZM0 0C20 -2 24 -18 22 -28C8 -26 0 -16 0 0Z" fill="${color}" fill-opacity=".16"/></g>`

const lines = (x: number, y: number, width: number, color: string): string =>
  `<path d="M${x - width / 2} ${y}H${x + width / 2}M${x - width / 3} ${y + 16}H${x + width / 3}" stroke="${color}" stroke-width="5" stroke-linecap="round" opacity=".55"/>`

const SHAPES = {
  bottle: ({ body, shade, cap, label }: Tone) =>
    `<rect x="262" y="112" width="76" height="76" rx="10" fill="${cap}"/><rect x="276" y="182" width="48" height="30" fill="${shade}"/><path d="M220 250C220 222 246 206 276 206H324C354 206 380 222 380 250V470C380 486 368 498 352 498H248C232 498 220 486 220 470Z" fill="${body}"/><path d="M344 206C368 212 380 228 380 250V470C380 486 368 498 352 498H332C346 470 350 260 344 206Z" fill="${shade}" opacity=".6"/>${leaf(300, 318, 1.3, label)}${lines(300, 396, 84, label)}`,
  jar: ({ body, shade, cap, label }: Tone) =>
    `<rect x="172" y="244" width="256" height="74" rx="16" fill="${cap}"/><path d="M172 276H428" stroke="#fff" stroke-width="3" opacity=".25"/><path d="M184 318H416V452C416 478 398 494 372 494H228C202 494 184 478 184 452Z" fill="${body}"/><path d="M370 318H416V452C416 478 398 494 372 494H344C366 462 374 390 370 318Z" fill="${shade}" opacity=".6"/>${leaf(300, 384, 1.1, label)}${lines(300, 440, 90, label)}`,
  tube: ({ body, shade, cap, label }: Tone) =>
    `<path d="M212 120H388L366 430H234Z" fill="${body}"/><path d="M340 120H388L366 430H322C340 330 346 220 340 120Z" fill="${shade}" opacity=".6"/><path d="M208 112H392V132H208Z" fill="${shade}"/><rect x="232" y="430" width="136" height="68" rx="12" fill="${cap}"/>${leaf(300, 236, 1.3, label)}${lines(300, 322, 84, label)}`,
  tea: ({ body, shade, cap, label }: Tone) =>
    `<rect x="206" y="164" width="188" height="58" rx="12" fill="${cap}"/><rect x="196" y="212" width="208" height="286" rx="14" fill="${body}"/><path d="M348 212H390C398 212 404 218 404 226V484C404 492 398 498 390 498H334C352 420 356 310 348 212Z" fill="${shade}" opacity=".6"/><rect x="196" y="282" width="208" height="150" fill="${label}" opacity=".1"/>${leaf(300, 334, 1.3, label)}${lines(300, 396, 86, label)}`,
  gift: ({ body, shade, cap, label }: Tone) =>
    `<rect x="160" y="262" width="280" height="232" rx="10" fill="${body}"/><path d="M360 262H430C436 262 440 266 440 272V484C440 490 436 494 430 494H344C362 430 368 340 360 262Z" fill="${shade}" opacity=".6"/><rect x="146" y="206" width="308" height="70" rx="10" fill="${cap}"/><path d="M284 206H316V494H284Z" fill="${shade}"/><path d="M300 204C270 150 218 150 226 184C232 208 276 206 300 204ZM300 204C330 150 382 150 374 184C368 208 324 206 300 204Z" fill="none" stroke="${label}" stroke-width="10"/>${leaf(222, 386, 1, label)}`,
} satisfies Record<string, (tone: Tone) => string>

export type ProductShape = keyof typeof SHAPES
export const PRODUCT_SHAPES = Object.keys(SHAPES) as ProductShape[]

/** A square product picture: one vessel on a plain ground, its tone drawn by the seed. */
export function drawProduct(shape: ProductShape, seed: number): string {
  const random = seededRandom(seed)
  const tone = TONES[Math.floor(random() * TONES.length)] ?? TONES[0]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600"><defs><radialGradient id="ground" cy=".42" r=".75"><stop stop-color="${tone.ground[0]}"/><stop offset="1" stop-color="${tone.ground[1]}"/></radialGradient></defs><rect width="600" height="600" fill="url(#ground)"/><ellipse cx="300" cy="504" rx="150" ry="18" fill="#2b2b20" opacity=".12"/>${SHAPES[shape](tone)}</svg>`
}

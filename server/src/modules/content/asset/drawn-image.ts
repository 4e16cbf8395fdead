import { createHash } from 'node:crypto'
import { COVER_THEMES, drawCover, type CoverTheme } from './draw-cover'
import { drawProduct, PRODUCT_SHAPES, type ProductShape } from './draw-product'

/** Which words in a title call for which picture; the first that fits counts. */
const THEME_WORDS: [CoverTheme, RegExp][] = [
  ['tea', /茶|饮|泡|杯|龙井|乌龙|白毫/],
  ['family', /宝|妈|母婴|孕|孩|童|家人/],
  ['water', /水|湿|敏感|修护|屏障|精华|面膜|爽肤/],
  ['sun', /晒|夏|光|暑|日/],
  ['blossom', /花|春|香|玫瑰|茉莉|桃/],
  ['night', /夜|眠|晚|月|秋/],
]
const SHAPE_WORDS: [ProductShape, RegExp][] = [
  ['tea', /茶|饮|罐/],
  ['jar', /霜|膏|膜|凝/],
  ['tube', /洁面|洗面|护手|防晒|牙|乳膏/],
  ['gift', /礼|套装|盒|组合/],
  ['bottle', /水|露|精华|油|乳|沐浴|洗发/],
]

const seedOf = (text: string): number => createHash('sha256').update(text).digest().readUInt16BE(0)

/** The address of a cover drawn for a title: the same title always gets the same picture. */
export function drawnCover(title: string): string {
  const seed = seedOf(title)
  const theme =
    THEME_WORDS.find(([, words]) => words.test(title))?.[0] ?? COVER_THEMES[seed % COVER_THEMES.length] ?? 'leaf'
  return `/assets/drawn/cover-${theme}-${seed}.svg`
}

/** The address of a picture drawn for a product. */
export function drawnProduct(name: string, category: string): string {
  const seed = seedOf(name)
  const shape = [name, category].map((text) => SHAPE_WORDS.find(([, words]) => words.test(text))?.[0]).find(Boolean)
  return `/assets/drawn/product-${shape ?? PRODUCT_SHAPES[seed % PRODUCT_SHAPES.length] ?? 'bottle'}-${seed}.svg`
}

/** Draws what such an address names. @param file `cover-tea-123.svg`; @returns null for a name that is none of ours */
export function draw(file: string): string | null {
  const [, kind, form, digits] = /^(cover|product)-([a-z]+)-(\d{1,5})\.svg$/.exec(file) ?? []
  const seed = Number(digits)
  const theme = COVER_THEMES.find((known) => known === form)
  const shape = PRODUCT_SHAPES.find((known) => known === form)
  if (kind === 'cover' && theme) return drawCover(theme, seed)
  if (kind === 'product' && shape) return drawProduct(shape, seed)
  return null
}

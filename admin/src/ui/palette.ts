/** The colours of the product, named after what they look like. CSS has the same ones as variables in app/styles.css. */
export const color = {
  ink: '#1d2321',
  inkSoft: '#5a625e',
  inkFaint: '#8c938f',
  line: '#e6e3da',
  paper: '#f6f4ee',
  paperDeep: '#efece3',
  surface: '#ffffff',
  pine: '#1f6b57',
  pineBright: '#2d856d',
  pineTint: '#e7f0ec',
  cinnabar: '#bf4a30',
  cinnabarTint: '#faece7',
  amber: '#b97f17',
  amberTint: '#fbf3e0',
  indigo: '#3d6896',
  indigoTint: '#e9eff6',
  leaf: '#4a8b57',
  leafTint: '#eaf3ea',
} as const

/** Series colours of charts, far enough apart for colour-blind readers in their first four. */
export const seriesColors = [
  '#1f6b57',
  '#d9973f',
  '#4779a8',
  '#bb5a43',
  '#8fa45c',
  '#7f6c9e',
  '#62a79d',
  '#c7a567',
  '#5d6b66',
  '#d8b3a4',
] as const

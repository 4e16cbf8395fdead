const twoDigits = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Integer fen as yuan, as it stands beside things: 123450 → `¥1,234.50`. */
export const moneyOf = (fen: number): string => `${fen < 0 ? '-' : ''}¥${twoDigits.format(Math.abs(fen) / 100)}`
